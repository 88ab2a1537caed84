"""What can happen in a work-injury determination, and which papers exist in its file."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Fact, Paper, Step
from zhunsheng.procedures.service import SERVICE_PAPERS, served

AWAITED: Mapping[str, str] = {
    "traffic_police": "交通事故责任认定",
    "police": "公安机关的结论",
    "procuratorate": "检察机关的结论",
    "court": "法院裁判",
    "arbitration": "劳动关系仲裁或者诉讼的文书",
    "safety": "安全生产事故调查结论",
    "health": "职业病诊断或者鉴定结论",
    "appraisal": "鉴定、检验结论",
    "other_authority": "其他主管部门的结论",
}
RECOGNIZED: Mapping[str, str] = {
    "work_accident": "第十四条第一项：工作时间、场所因工作原因受事故伤害",
    "preparatory_work": "第十四条第二项：工作前后的预备或者收尾性工作",
    "violence": "第十四条第三项：因履行职责受暴力等意外伤害",
    "occupational_disease": "第十四条第四项：职业病",
    "business_trip": "第十四条第五项：因工外出",
    "commuting": "第十四条第六项：上下班途中",
    "other_law": "第十四条第七项：法律、行政法规规定的其他情形",
}
DEEMED: Mapping[str, str] = {
    "sudden_illness": "第十五条第一项：突发疾病",
    "public_rescue": "第十五条第二项：维护国家利益、公共利益",
    "old_wound": "第十五条第三项：旧伤复发",
}
EXCLUDED: Mapping[str, str] = {
    "crime": "第十六条第一项：故意犯罪",
    "intoxication": "第十六条第二项：醉酒或者吸毒",
    "self_harm": "第十六条第三项：自残或者自杀",
}
REFUSED: Mapping[str, str] = {
    **EXCLUDED,
    "no_item": "不符合第十四条、第十五条的情形",
    "main_responsibility": "本人对交通事故负主要责任",
    "private_activity": "外出期间的个人活动",
    "no_labor_relationship": "没有劳动关系",
    "third_party_claim": "已向第三人起诉或者获得赔偿",
}
APPLICANTS: Mapping[str, str] = {
    "worker": "职工",
    "relative": "近亲属",
    "union": "工会组织",
    "employer": "用人单位",
}
PARTIES: Mapping[str, str] = {"worker": "职工", "employer": "用人单位"}
DOCUMENTS: Mapping[str, str] = {
    "decision": "工伤认定决定书",
    "proof_notice": "举证通知书",
    "refusal": "不予受理决定书",
    "acceptance": "受理决定书",
    "supplement_notice": "补正材料告知书",
    "suspension_notice": "时限中止通知书",
    "resumption_notice": "恢复认定通知书",
}

OFFICERS = Fact("officers", "调查人员", "list", also=("承办人员", "调查人"))
INTERESTED = Fact("interested", "办理人员与申请人有利害关系")

FILING_STEPS: tuple[Step, ...] = (
    Step(
        "injured",
        "事故伤害或者职业病诊断",
        holder="worker",
        also=("事故日期", "事故发生", "受伤", "事故", "伤害发生", "发生事故", "职业病诊断"),
    ),
    Step("first_diagnosed", "初次诊断", holder="worker", also=("首诊", "首次就诊")),
    Step("died", "死亡", holder="worker", also=("职工死亡",)),
    Step("reported", "用人单位报告死亡", holder="employer", also=("报告死亡",)),
    Step(
        "labor_dispute_filed",
        "就劳动关系申请仲裁或者起诉",
        holder="party",
        also=("申请劳动仲裁", "劳动关系仲裁申请"),
        repeats=True,
    ),
    Step(
        "labor_dispute_ended",
        "劳动关系文书生效",
        holder="party",
        after=("labor_dispute_filed",),
        also=("仲裁裁决生效", "劳动关系裁判生效"),
        repeats=True,
    ),
    Step(
        "applied",
        "申请工伤认定",
        facts=(Fact("by", "申请人类别", "choice", APPLICANTS, also=("申请主体", "申请人身份")),),
        form="工伤认定申请表",
        holder="party",
        also=("申请", "收到申请", "提出申请", "工伤申请"),
    ),
    Step(
        "supplement_requested",
        "一次性告知补正",
        facts=(
            Fact("in_writing", "书面告知"),
            Fact("all_listed", "列明全部需补正的材料"),
            Fact("beyond_law", "要求提交法定以外的材料"),
        ),
        form="补正材料告知书",
        after=("applied",),
        repeats=True,
        also=("告知补正", "补正告知", "通知补正"),
    ),
    Step(
        "supplemented",
        "补正材料",
        facts=(Fact("all_supplied", "补正材料齐全", also=("补正齐全",)),),
        holder="party",
        after=("supplement_requested",),
        repeats=True,
        also=("补正", "收到补正材料", "材料补齐"),
    ),
    Step(
        "accepted",
        "受理工伤认定申请",
        facts=(Fact("officers", "受理承办人员", "list"), INTERESTED),
        form="工伤认定申请受理决定书",
        after=("applied",),
        also=("受理", "申请受理"),
    ),
    Step(
        "acceptance_refused",
        "不予受理",
        facts=(
            Fact(
                "refused_because",
                "不予受理理由",
                "choice",
                {
                    "out_of_time": "超过申请时限",
                    "incomplete": "材料不完整",
                    "other_area": "不属于本统筹地区管辖",
                    "no_labor_relationship": "没有劳动关系",
                    "third_party_claim": "已向第三人起诉或者获得赔偿",
                },
            ),
            Fact("delay_examined", "询问并核实了逾期的原因"),
        ),
        form="工伤认定申请不予受理决定书",
        after=("applied",),
        also=("不受理",),
    ),
)

INQUIRY_STEPS: tuple[Step, ...] = (
    Step(
        "proof_requested",
        "通知用人单位举证",
        facts=(Fact("proof_due", "举证期限届满日", "day", also=("举证截止日",)),),
        form="举证通知书",
        after=("accepted",),
        also=("举证通知", "发出举证通知"),
    ),
    Step(
        "proof_submitted",
        "用人单位举证",
        holder="employer",
        repeats=True,
        also=("提交举证材料", "单位举证"),
    ),
    Step(
        "investigated",
        "调查核实",
        facts=(
            OFFICERS,
            Fact("certificate_shown", "出示执行公务的证件", also=("出示证件",)),
            Fact("certificates_valid", "执行公务的证件在有效期内"),
            INTERESTED,
        ),
        form="调查笔录",
        after=("accepted",),
        repeats=True,
        also=("调查", "现场核实", "调查取证"),
    ),
    Step(
        "suspended",
        "中止认定时限",
        facts=(
            Fact("for", "中止原因", "choice", AWAITED, also=("等待的结论", "中止事由")),
            Fact("noticed", "书面通知申请人", also=("中止已书面通知",)),
            Fact("told_to_arbitrate", "告知当事人就劳动关系申请仲裁"),
            Fact("under_review", "已出的结论正在复核或者复议诉讼"),
        ),
        form="工伤认定时限中止通知书",
        after=("accepted",),
        repeats=True,
        also=("中止", "认定中止"),
    ),
    Step(
        "conclusion_received",
        "收到所等待的结论",
        facts=(Fact("for", "收到的结论", "choice", AWAITED),),
        holder="party",
        repeats=True,
        also=("收到结论", "结论作出", "结论"),
    ),
    Step(
        "resumed",
        "恢复认定时限",
        form="恢复工伤认定通知书",
        after=("suspended",),
        repeats=True,
        also=("恢复", "恢复认定"),
    ),
    Step(
        "correction_ordered",
        "责令用人单位协助调查",
        form="责令改正决定书",
        repeats=True,
    ),
    Step(
        "fined",
        "对拒不协助调查的用人单位罚款",
        facts=(Fact("fine", "罚款数额", "yuan"),),
        after=("correction_ordered",),
    ),
)

DECISION_STEPS: tuple[Step, ...] = (
    Step(
        "terminated",
        "终止认定",
        facts=(
            Fact(
                "terminated_because",
                "终止原因",
                "choice",
                {"withdrawn": "申请人撤回申请", "other": "其他原因"},
            ),
        ),
        form="工伤认定终止通知书",
        after=("applied",),
        ends=True,
        also=("终止", "撤回申请"),
    ),
    Step(
        "decided",
        "作出工伤认定决定",
        facts=(
            Fact(
                "result",
                "认定结论",
                "choice",
                {
                    "determined": "认定工伤",
                    "deemed": "视同工伤",
                    "not_determined": "不予认定工伤",
                },
                also=("结论", "认定结果", "工伤认定结论"),
            ),
            Fact(
                "item",
                "认定依据",
                "choice",
                {**RECOGNIZED, **DEEMED, **REFUSED},
                also=("适用条款", "认定情形"),
            ),
            Fact(
                "states",
                "决定书载明事项",
                "list",
                {
                    "employer": "用人单位全称",
                    "identity": "职工姓名、性别、年龄、职业、身份证号码",
                    "injury": "受伤害部位、时间、经过和核实情况、诊断结论",
                    "basis": "认定或者不予认定的依据",
                    "remedies": "复议、诉讼的部门和时限",
                    "date": "作出决定的时间",
                    "seal": "工伤认定专用印章",
                },
            ),
            Fact(
                "liable_unit",
                "承担责任的单位",
                "choice",
                {
                    "direct_employer": "与职工有劳动关系的单位",
                    "working_for": "事故时为之工作的单位",
                    "dispatch_agency": "劳务派遣单位",
                    "sending_unit": "指派单位",
                    "contracting_unit": "违法转包的用工单位",
                    "lending_unit": "被挂靠单位",
                    "other_unit": "其他单位",
                },
            ),
            Fact("contradictions_resolved", "对矛盾证据作了核实和说明"),
            INTERESTED,
        ),
        form="认定工伤决定书或者不予认定工伤决定书",
        after=("accepted",),
        also=("工伤认定", "认定", "作出认定决定", "认定决定", "作出决定", "决定"),
    ),
    served(DOCUMENTS, PARTIES, after_steps=("applied",)),
    Step("copied", "抄送经办机构", after=("decided",), also=("抄送社保经办机构", "抄送")),
    Step(
        "reconsideration_requested",
        "申请行政复议",
        facts=(Fact("by", "复议申请人类别", "choice", APPLICANTS),),
        holder="party",
        after=("decided", "acceptance_refused"),
        repeats=True,
        also=("复议申请", "复议"),
    ),
    Step(
        "sued",
        "提起行政诉讼",
        facts=(Fact("by", "起诉人类别", "choice", APPLICANTS),),
        holder="party",
        after=("decided", "acceptance_refused"),
        repeats=True,
        also=("起诉",),
    ),
    Step(
        "revoked",
        "决定被撤销",
        holder="court",
        after=("decided", "acceptance_refused"),
        repeats=True,
        also=("认定被撤销",),
    ),
    Step(
        "self_corrected",
        "诉讼中更正认定",
        facts=(
            Fact("caused_by_falsehood", "因隐瞒或者虚假材料导致认定错误"),
            Fact("bureau_at_fault", "原认定时本局有过错"),
        ),
        after=("decided",),
        also=("更正认定",),
    ),
    Step("archived", "归档", after=("decided", "acceptance_refused"), also=("案卷归档",)),
    Step("destroyed", "销毁认定资料", after=("archived",)),
)

STEPS: tuple[Step, ...] = (*FILING_STEPS, *INQUIRY_STEPS, *DECISION_STEPS)

PAPERS: tuple[Paper, ...] = (
    Paper("application_form", "工伤认定申请表", also=("申请表",)),
    Paper(
        "labor_relationship_proof",
        "劳动关系证明材料",
        also=("劳动合同", "劳动关系证明", "事实劳动关系证明"),
    ),
    Paper("diagnosis", "医疗诊断证明", also=("诊断证明书", "诊断证明")),
    Paper("disease_certificate", "职业病诊断证明书或者鉴定书", also=("职业病诊断证明书",)),
    Paper("supplement_notice", "补正材料告知书"),
    Paper("acceptance_decision", "工伤认定申请受理决定书", also=("受理决定书",)),
    Paper("refusal_decision", "工伤认定申请不予受理决定书"),
    Paper("proof_notice", "举证通知书"),
    Paper("employer_proof", "用人单位举证材料", also=("举证材料",)),
    Paper("investigation_record", "调查笔录", also=("询问笔录",)),
    Paper("witness_statement", "证人证言"),
    Paper("site_record", "现场核实记录"),
    Paper("attendance_record", "考勤或者排班记录", also=("考勤记录",)),
    Paper("video", "监控录像"),
    Paper("travel_order", "外出指派、行程材料"),
    Paper("police_record", "公安机关的证明或者笔录"),
    Paper(
        "traffic_certificate",
        "交通事故责任认定书或者事故证明",
        also=("事故责任认定书", "交通事故认定书"),
    ),
    Paper("responsibility_inquiry", "本局对事故责任的调查材料"),
    Paper("court_judgment", "生效裁判文书"),
    Paper("arbitration_award", "生效仲裁文书"),
    Paper("safety_report", "安全生产事故调查报告"),
    Paper("appraisal_report", "鉴定、检验报告"),
    Paper("medical_record", "病历和抢救记录", also=("病历",)),
    Paper("death_certificate", "死亡证明"),
    Paper("rescue_certificate", "见义勇为、抢险救灾证明"),
    Paper("veteran_certificate", "革命伤残军人证"),
    Paper("criminal_document", "认定故意犯罪的生效文书或者结论性意见"),
    Paper("intoxication_document", "醉酒、吸毒的结论性意见"),
    Paper("self_harm_document", "自残、自杀的结论性意见"),
    Paper("suspension_notice", "工伤认定时限中止通知书", also=("中止通知书",)),
    Paper("resumption_notice", "恢复工伤认定通知书"),
    Paper("decision", "工伤认定决定书", also=("认定工伤决定书", "不予认定工伤决定书")),
    *SERVICE_PAPERS,
)
