"""Lawful supervision cases from which the tests make unlawful ones."""

from __future__ import annotations

ARREARS = """
party 甲建筑公司
subject wage_arrears
violation_ended_on 2025-01-10
employer_identified yes
harmed_by_employer yes
in_scope yes
own_jurisdiction yes
labor_relationship yes
work_done yes
wages_due yes
wages_unpaid yes
migrant_wages yes
2025-02-05 complained papers=complaint_form
2025-02-06 accepted
2025-02-06 opened papers=opening_approval
2025-02-17 investigated officers=A041,A077 certificate_shown badge_worn papers=questioning_record
2025-02-18 accounts_queried approved_by_city_head papers=payroll,attendance,calculation_sheet
2025-02-24 payment_ordered pay_by=2025-03-10 ordered_sum=50000 workers=8 liability=direct
2025-02-26 served of=payment_order to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-10 investigation_ended papers=investigation_report
2025-03-12 extra_ordered extra_sum=50000
2025-03-13 served of=extra_order to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-12 informed hearing_offered proposed_fine=20000 sanctions=fine, papers=notice
2025-03-13 served of=notice to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-14 defended
2025-03-24 legally_reviewed passed papers=legal_opinion
2025-03-25 penalty_decided violation=order_disobeyed fine=20000 sanctions=fine, remedies_stated \
discretion_level=较重 orders_correction papers=decision
2025-03-27 served of=penalty_decision to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-31 disclosed
2025-04-08 fine_paid
2025-04-10 paid paid_sum=80000
2025-04-15 closed papers=closing_approval
"""
ACCOUNT = """
party 乙建筑公司
continuing yes
2025-02-05 discovered
2025-02-06 opened papers=opening_approval
2025-02-10 investigated officers=A041,A077 certificate_shown papers=inspection_record
2025-02-11 correction_ordered violation=wage_account deadline=2025-02-21
2025-02-12 served of=correction_order to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-02-24 rechecked violation=wage_account result=not_corrected
2025-02-26 investigation_ended
2025-02-27 informed hearing_offered proposed_fine=60000 sanctions=fine,production_stopped
2025-02-28 served of=notice to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-03 defended
2025-03-10 legally_reviewed passed papers=legal_opinion
2025-03-11 penalty_decided violation=wage_account fine=60000 sanctions=fine,production_stopped \
remedies_stated discretion_level=一般 papers=decision
2025-03-12 served of=penalty_decision to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-13 disclosed
2025-03-20 fine_paid
2025-03-21 closed
"""
HANDLED = """
party 丙公司
violation_ended_on 2025-01-20
2025-02-05 reported
2025-02-06 opened papers=opening_approval
2025-02-10 investigated officers=A041,A077 certificate_shown papers=questioning_record
2025-02-24 investigation_ended
2025-02-25 informed papers=notice
2025-02-26 served of=notice to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-02-28 defended
2025-03-03 handling_decided violation=no_contract remedies_stated papers=decision
2025-03-10 served of=handling_decision to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-03-28 handling_disclosed
2025-04-01 corrected
2025-04-02 closed
2025-04-03 archived
"""
REVOKED = """
party 丁公司
violation_ended_on 2025-01-20
2025-02-05 discovered
2025-02-06 opened papers=opening_approval
2025-02-10 investigated officers=A041,A077 certificate_shown papers=questioning_record
2025-02-11 corrected
2025-02-12 investigation_ended
2025-02-13 opening_revoked revoked_because=minor_and_corrected
2025-02-20 served of=revocation_decision to=party method=direct receipt_signed_by=agent \
papers=service_receipt
2025-02-21 closed
"""
REFUSED = """
violation_ended_on 2025-01-20
employer_identified yes
harmed_by_employer yes
in_scope no
own_jurisdiction yes
2025-02-05 complained papers=complaint_form
2025-02-11 acceptance_refused in_writing directed_elsewhere
"""
