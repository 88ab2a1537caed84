"""Lawful work-injury determinations, one for each road, told as records."""

from __future__ import annotations

ACCIDENT = """
worker 李某
employer 湖南某建设有限公司
2025-01-06 injured accident at_work_time at_workplace caused_by_work
2025-02-05 applied by=worker papers=application_form,diagnosis
2025-02-18 supplement_requested in_writing all_listed papers=supplement_notice
2025-02-27 supplemented all_supplied papers=labor_relationship_proof
2025-03-14 accepted papers=acceptance_decision
2025-03-17 proof_requested proof_due=2025-04-01 papers=proof_notice
2025-03-18 served of=proof_notice to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-03-28 proof_submitted papers=employer_proof
2025-04-02 investigated officers=A041,A077 certificate_shown papers=investigation_record
2025-04-10 suspended for=court papers=suspension_notice
2025-06-09 conclusion_received for=court papers=court_judgment
2025-06-09 resumed papers=resumption_notice
2025-07-11 decided result=determined item=work_accident liable_unit=direct_employer \
states=employer,identity,injury,basis,remedies,date,seal papers=decision
2025-07-14 served of=decision to=worker method=direct receipt_signed_by=self receipt
2025-07-15 served of=decision to=employer method=left witness=village_committee refused
2025-07-16 copied
2025-09-30 archived
"""
BY_EMPLOYER = """
worker 王某
simple
2025-01-06 injured accident at_work_time at_workplace caused_by_work
2025-01-20 applied by=employer papers=application_form,diagnosis,labor_relationship_proof
2025-01-22 accepted papers=acceptance_decision
2025-01-23 investigated officers=A041,A077 certificate_shown papers=investigation_record
2025-02-05 decided result=determined item=work_accident papers=decision
2025-02-06 served of=decision to=worker method=direct receipt_signed_by=self receipt
2025-02-06 served of=decision to=employer method=mailed mail_result=signed \
receipt_signed_by=mail_receiver papers=mail_receipt
2025-02-07 copied
"""
COMMUTING = """
worker 赵某
labor_relationship
2025-01-06 injured commuting_purpose reasonable_time reasonable_route traffic_accident
2025-02-05 applied by=relative papers=application_form,diagnosis,labor_relationship_proof
2025-02-12 accepted papers=acceptance_decision
2025-02-13 proof_requested proof_due=2025-02-28 papers=proof_notice
2025-02-14 served of=proof_notice to=employer method=direct receipt_signed_by=responsible_person receipt
2025-02-18 proof_submitted papers=employer_proof
2025-02-20 suspended for=traffic_police papers=suspension_notice
2025-03-20 conclusion_received for=traffic_police not_mainly_responsible papers=traffic_certificate
2025-03-24 investigated officers=A041,A077 certificate_shown papers=investigation_record
2025-04-01 decided result=determined item=commuting papers=decision
2025-04-03 served of=decision to=worker method=direct receipt_signed_by=cohabiting_adult receipt
2025-04-03 served of=decision to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-04-07 copied
"""
ILLNESS = """
worker 钱某
2025-01-06 injured at_work_time at_post fell_ill_suddenly
2025-01-06T15:20 first_diagnosed papers=medical_record
2025-01-08T15:20 died papers=death_certificate
2025-01-09 reported
2025-02-05 applied by=relative papers=application_form,labor_relationship_proof
2025-02-12 accepted papers=acceptance_decision
2025-02-13 proof_requested proof_due=2025-02-28 papers=proof_notice
2025-02-14 served of=proof_notice to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-03-04 investigated officers=A041,A077 certificate_shown papers=investigation_record
2025-03-12 decided result=deemed item=sudden_illness papers=decision
2025-03-13 served of=decision to=worker method=direct receipt_signed_by=agent receipt
2025-03-13 served of=decision to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-03-14 copied
"""
DISEASE = """
worker 孙某
2025-01-06 injured has_occupational_disease papers=disease_certificate
2025-01-20 applied by=employer papers=application_form,labor_relationship_proof
2025-02-03 accepted papers=acceptance_decision
2025-02-24 decided result=determined item=occupational_disease papers=decision
2025-02-25 served of=decision to=worker method=direct receipt_signed_by=self receipt
2025-02-25 served of=decision to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-02-26 copied
"""
DRUNK = """
worker 周某
employer_denies
2025-01-06 injured accident at_work_time at_workplace caused_by_work intoxicated
2025-02-05 applied by=worker papers=application_form,diagnosis,labor_relationship_proof
2025-02-12 accepted papers=acceptance_decision
2025-02-13 proof_requested proof_due=2025-02-28 papers=proof_notice
2025-02-14 served of=proof_notice to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-02-25 proof_submitted intoxication_caused papers=employer_proof,intoxication_document
2025-03-04 investigated officers=A041,A077 certificate_shown papers=investigation_record
2025-03-12 decided result=not_determined item=intoxication papers=decision
2025-03-13 served of=decision to=worker method=direct receipt_signed_by=self receipt
2025-03-13 served of=decision to=employer method=direct receipt_signed_by=mail_receiver receipt
2025-03-14 copied
"""
REFUSED = """
worker 吴某
2021-11-24 injured
2023-01-28 applied by=worker papers=application_form,diagnosis
2023-02-07 acceptance_refused refused_because=out_of_time delay_examined papers=refusal_decision
2023-02-08 served of=refusal to=worker method=direct receipt_signed_by=self receipt
"""
