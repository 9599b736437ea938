"""The permission table: every action, and the alternatives of which one must hold. Deny is the only default.

`app/persistence/queries/scope.py` says the same of lists in SQL; a test holds the two equal.
"""

from collections.abc import Callable
from enum import StrEnum

from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, CaseFacts
from app.domain.refusals import NotAllowed, NotFound
from app.domain.vocabulary import Office, Role, Step


class Action(StrEnum):
    """What somebody may want to do. Doors and services name exactly one."""

    PUBLIC = "public"  # pages for everyone
    ACCOUNT_SELF = "account_self"  # any signed-in account
    # the citizen, by tracking code
    PETITION_TRACK = "petition_track"
    CITIZEN_REPLY = "citizen_reply"
    CITIZEN_WITHDRAW = "citizen_withdraw"
    CITIZEN_RATE = "citizen_rate"
    CITIZEN_APPEAL = "citizen_appeal"
    # lists
    QUEUE_VIEW = "queue_view"
    HEAD_DESK = "head_desk"
    OVERSIGHT_VIEW = "oversight_view"
    STATISTICS_VIEW = "statistics_view"
    ROUND_RUN = "round_run"  # inspection rounds, their samples and findings
    FINDING_VIEW = "finding_view"  # findings of inspections: the inspectorate, and the head who answers
    FINDING_ANSWER = "finding_answer"
    REMINDERS_VIEW = "reminders_view"  # đôn đốc: those one wrote or got
    CASE_REMIND = "case_remind"  # write one by hand, say what follows from a proposal
    AUDIT_VIEW = "audit_view"  # how the log of acts stands: checkpoints, checks
    # one case
    CASE_VIEW = "case_view"
    CASE_LOG_VIEW = "case_log_view"  # who did and read what in a case, and the proof of it
    IDENTITY_VIEW = "identity_view"  # a denouncer's identity and text
    PETITION_LOG = "petition_log"  # enter a paper or spoken petition
    VISIT_VIEW = "visit_view"  # a line of the reception register
    SESSION_PLAN = "session_plan"  # the head's receptions: plan, post, prepare, hold
    SESSION_SIGN = "session_sign"  # the head approves his calendar
    DUTY_VIEW = "duty_view"  # whether heads received as often as they must
    TASK_VIEW = "task_view"  # what was concluded in receptions, and what became of it
    CASE_REGISTER = "case_register"
    CASE_ASSIGN = "case_assign"
    CASE_TRIAGE = "case_triage"  # classify, join, check eligibility, propose
    CASE_DISPOSE = "case_dispose"  # the head approves or returns a proposal
    CASE_HANDLE = "case_handle"  # verification report, draft, send, serve, publish, ask the citizen
    CASE_DIRECT = "case_direct"  # the head: verify, dialogue, extend, suspend, decide, execute, close
    QUESTION_WRITE = "question_write"  # questions and answers of the own body
    QUESTION_RELEASE = "question_release"  # the head makes them public, or takes them back
    # keeping
    RETENTION_LIST = "retention_list"  # files whose term is over, lists for destruction
    RETENTION_DECIDE = "retention_decide"  # the head: destroy what is on a list
    CASE_HOLD = "case_hold"  # keep a file whatever its term
    # conflict of interest
    CASE_RECUSE = "case_recuse"  # "I cannot handle this case"
    CASE_EXCLUDE = "case_exclude"  # the head names, or admits again, somebody of his body
    DATA_REQUESTS = "data_requests"  # what people ask about their own data
    ACCOUNTS_MANAGE = "accounts_manage"
    OFFICES_DELEGATE = "offices_delegate"  # a head lets others sign for him
    WORK_HAND_OVER = "work_hand_over"  # of somebody who leaves or moves
    CALENDAR_MANAGE = "calendar_manage"  # days off that a notice adds or takes back
    BODIES_HAND_OVER = "bodies_hand_over"


_STEPS: dict[Action, tuple[Step, ...]] = {
    Action.CASE_REGISTER: (Step.REGISTER,),
    Action.CASE_TRIAGE: (
        *(Step.CLASSIFY, Step.JOIN, Step.PROPOSE, Step.SPLIT, Step.CONFIRM_COMPETENCE, Step.CHECK_ELSEWHERE),
    ),
    Action.CASE_ASSIGN: (Step.ASSIGN,),
    Action.CASE_DISPOSE: (
        *(Step.RETURN_PROPOSAL, Step.ACCEPT, Step.DECLINE, Step.GUIDE, Step.TRANSFER, Step.TRANSFER_OUT),
        *(Step.SEND_BACK, Step.FILE_AWAY),
    ),
    Action.CASE_DIRECT: (
        *(Step.VERIFY, Step.CALL_DIALOGUE, Step.HOLD_DIALOGUE, Step.DRAFT, Step.EXTEND, Step.SUSPEND),
        *(Step.RESUME, Step.TERMINATE, Step.DECIDE, Step.ANSWER, Step.CONFIRM_EFFECT, Step.EXECUTE),
        *(Step.CLOSE, Step.SUSPEND_EXECUTION, Step.FORM_COUNCIL, Step.REVOKE, Step.REVIEW, Step.UPHOLD),
        *(Step.CONTINUE, Step.CONCLUDE, Step.ENFORCE, Step.PROTECT, Step.DEMAND_REPORT, Step.TAKE_OVER),
    ),
    Action.CASE_HANDLE: (
        *(Step.REPORT_VERIFICATION, Step.SEND, Step.SERVE, Step.PUBLISH, Step.ASK, Step.REQUEST_DOCUMENTS),
        *(Step.RECEIVE_DOCUMENTS, Step.NOTIFY, Step.CONSULT_EXPERT, Step.RECEIVE_EXPERTISE),
        *(Step.RECORD_RESULT, Step.REPORT_RESULT, Step.RECEIVE_REPORT, Step.GO_TO_COURT),
        *(Step.RETURN_FROM_COURT,),
    ),
    Action.CITIZEN_REPLY: (Step.REPLY,),
    Action.CITIZEN_WITHDRAW: (Step.WITHDRAW, Step.WITHDRAW_PART),
    Action.CITIZEN_RATE: (Step.REOPEN,),
    Action.CITIZEN_APPEAL: (Step.APPEAL, Step.DENOUNCE_AGAIN),
    Action.BODIES_HAND_OVER: (Step.HAND_OVER,),
}

STEP_ACTION: dict[Step, Action] = {step: action for action, steps in _STEPS.items() for step in steps}
"""Which action a step of the procedure needs. Receiving a petition has no case yet and is not in the table."""

OFFICES_OF: dict[Role, frozenset[Office]] = {
    Role.CITIZEN: frozenset({Office.CITIZEN}),
    Role.RECEPTION_OFFICER: frozenset({Office.CLERK, Office.HANDLER}),
    Role.RECEPTION_BOARD: frozenset({Office.CLERK, Office.HANDLER}),
    Role.OFFICER: frozenset({Office.CLERK, Office.HANDLER}),
    Role.HEAD: frozenset({Office.HEAD, Office.CLERK, Office.HANDLER}),
    Role.SYSTEM: frozenset({Office.SYSTEM, Office.CLERK}),
}
"""In which capacity of the law a role may act (procedure.md 0.3). Small bodies: the head may do the clerk's work."""

DESK = frozenset({Role.RECEPTION_OFFICER, Role.RECEPTION_BOARD})
BODY_STAFF = DESK | {Role.OFFICER, Role.HEAD}
SEAL_KEEPERS = DESK | {Role.HEAD}

Predicate = Callable[[Actor, CaseFacts], bool]


def case_is_open_to_its_body(actor: Actor, case: CaseFacts) -> bool:
    """Staff see the unsealed cases of their own body."""
    return actor.role in BODY_STAFF and actor.body_id == case.body_id and not case.is_sealed


def case_came_in_at_actors_desk(actor: Actor, case: CaseFacts) -> bool:
    """The desk and head where an unsealed petition first came in may follow what became of it."""
    return actor.role in SEAL_KEEPERS and actor.body_id == case.intake_body_id and not case.is_sealed


def case_is_sealed_for_actor(actor: Actor, case: CaseFacts) -> bool:
    """LTC Đ56: a denunciation opens to the receiving desk, the settler, and the officer the settler names."""
    if not case.is_sealed or actor.body_id != case.body_id:
        return False
    return actor.role in SEAL_KEEPERS or (
        actor.role is Role.OFFICER and actor.user_id is not None and actor.user_id == case.officer_id
    )


def inspectorate_watches(actor: Actor, case: CaseFacts) -> bool:
    """The inspectorate reads every unsealed case and changes none (LKN Đ25)."""
    return actor.role is Role.INSPECTORATE and not case.is_sealed


def citizen_holds_code(actor: Actor, case: CaseFacts) -> bool:
    """The browser has proven the tracking code of this case."""
    return actor.role is Role.CITIZEN and case.case_id in actor.case_ids


def system_acts(actor: Actor, case: CaseFacts) -> bool:
    return actor.role is Role.SYSTEM


def handler_of_body(actor: Actor, case: CaseFacts) -> bool:
    """May work on the case: sees it as its body, and is clerk, handler or head."""
    return case_is_open_to_its_body(actor, case) or case_is_sealed_for_actor(actor, case)


def head_of_body(actor: Actor, case: CaseFacts) -> bool:
    """Only the competent person decides (LKN Đ27–31)."""
    return actor.role is Role.HEAD and actor.body_id == case.body_id


def signs_for_head(actor: Actor, case: CaseFacts) -> bool:
    """The head has laid such cases into this office's hands in writing (NĐ 30/2020 Đ13). It shows nobody a case that he
    would not see without it: what is sealed stays so."""
    return any(one.covers(case.body_id, case.kind, case.category) for one in actor.delegations) and (
        case_is_open_to_its_body(actor, case) or case_is_sealed_for_actor(actor, case)
    )


def desk_or_head_of_body(actor: Actor, case: CaseFacts) -> bool:
    return actor.role in SEAL_KEEPERS and actor.body_id == case.body_id


MAY_SEE: tuple[Predicate, ...] = (
    case_is_open_to_its_body,
    case_came_in_at_actors_desk,
    case_is_sealed_for_actor,
    inspectorate_watches,
    citizen_holds_code,
    system_acts,
)

ON_CASE: dict[Action, tuple[Predicate, ...]] = {
    Action.CASE_VIEW: MAY_SEE,
    Action.IDENTITY_VIEW: (case_is_sealed_for_actor, citizen_holds_code),
    Action.CASE_LOG_VIEW: (inspectorate_watches, head_of_body),
    Action.CASE_REGISTER: (handler_of_body, system_acts),
    Action.CASE_ASSIGN: (desk_or_head_of_body, signs_for_head, system_acts),
    Action.CASE_TRIAGE: (handler_of_body,),
    Action.CASE_DISPOSE: (head_of_body, signs_for_head),
    Action.CASE_HANDLE: (handler_of_body,),
    Action.CASE_DIRECT: (head_of_body, signs_for_head),
    Action.CASE_HOLD: (head_of_body,),
    Action.CASE_RECUSE: (handler_of_body,),
    Action.CASE_EXCLUDE: (head_of_body,),
    Action.PETITION_TRACK: (citizen_holds_code,),
    Action.CITIZEN_REPLY: (citizen_holds_code,),
    Action.CITIZEN_WITHDRAW: (citizen_holds_code, handler_of_body),
    Action.CITIZEN_RATE: (citizen_holds_code,),
    Action.CITIZEN_APPEAL: (citizen_holds_code,),
    Action.BODIES_HAND_OVER: (system_acts,),
}

EVERY_ROLE = frozenset(Role)
STAFF = EVERY_ROLE - {Role.CITIZEN, Role.SYSTEM}
READERS = BODY_STAFF | {Role.INSPECTORATE}

BY_ROLE: dict[Action, frozenset[Role]] = {
    Action.PUBLIC: EVERY_ROLE,
    Action.ACCOUNT_SELF: STAFF,
    Action.PETITION_TRACK: frozenset({Role.CITIZEN}),
    Action.CITIZEN_REPLY: frozenset({Role.CITIZEN}),
    Action.CITIZEN_WITHDRAW: frozenset({Role.CITIZEN}) | BODY_STAFF,
    Action.CITIZEN_RATE: frozenset({Role.CITIZEN}),
    Action.CITIZEN_APPEAL: frozenset({Role.CITIZEN}),
    Action.QUEUE_VIEW: READERS,
    Action.HEAD_DESK: frozenset({Role.HEAD}),
    Action.OVERSIGHT_VIEW: frozenset({Role.INSPECTORATE}),
    Action.ROUND_RUN: frozenset({Role.INSPECTORATE}),
    Action.FINDING_VIEW: frozenset({Role.INSPECTORATE, Role.HEAD}),
    Action.FINDING_ANSWER: frozenset({Role.HEAD}),
    Action.AUDIT_VIEW: frozenset({Role.INSPECTORATE}),
    Action.REMINDERS_VIEW: READERS,
    Action.CASE_REMIND: frozenset({Role.INSPECTORATE, Role.HEAD}),
    Action.STATISTICS_VIEW: frozenset({Role.INSPECTORATE, Role.OBSERVER, Role.HEAD}),
    Action.CASE_VIEW: READERS | {Role.CITIZEN, Role.SYSTEM},
    Action.CASE_LOG_VIEW: frozenset({Role.INSPECTORATE, Role.HEAD}),
    Action.IDENTITY_VIEW: BODY_STAFF | {Role.CITIZEN},
    Action.PETITION_LOG: BODY_STAFF,
    Action.VISIT_VIEW: READERS,
    Action.SESSION_PLAN: BODY_STAFF,
    Action.SESSION_SIGN: frozenset({Role.HEAD}),
    Action.DUTY_VIEW: frozenset({Role.HEAD, Role.INSPECTORATE}),
    Action.TASK_VIEW: READERS,
    Action.CASE_REGISTER: BODY_STAFF | {Role.SYSTEM},
    Action.CASE_ASSIGN: SEAL_KEEPERS | {Role.SYSTEM},
    Action.CASE_TRIAGE: BODY_STAFF,
    Action.CASE_DISPOSE: frozenset({Role.HEAD}),
    Action.CASE_HANDLE: BODY_STAFF,
    Action.CASE_DIRECT: frozenset({Role.HEAD}),
    Action.CASE_HOLD: frozenset({Role.HEAD}),
    Action.CASE_RECUSE: BODY_STAFF,
    Action.CASE_EXCLUDE: frozenset({Role.HEAD}),
    Action.QUESTION_WRITE: BODY_STAFF,
    Action.QUESTION_RELEASE: frozenset({Role.HEAD}),
    Action.RETENTION_LIST: BODY_STAFF,
    Action.RETENTION_DECIDE: frozenset({Role.HEAD}),
    Action.DATA_REQUESTS: frozenset({Role.RECEPTION_OFFICER, Role.RECEPTION_BOARD, Role.HEAD}),
    Action.ACCOUNTS_MANAGE: frozenset({Role.ADMINISTRATOR}),
    Action.OFFICES_DELEGATE: frozenset({Role.HEAD}),
    Action.WORK_HAND_OVER: frozenset({Role.HEAD, Role.ADMINISTRATOR}),
    Action.CALENDAR_MANAGE: frozenset({Role.ADMINISTRATOR}),
    Action.BODIES_HAND_OVER: frozenset({Role.SYSTEM}),
}


DELEGABLE = frozenset({Action.CASE_ASSIGN, Action.CASE_DISPOSE, Action.CASE_DIRECT, Action.HEAD_DESK})
"""What a head may lay into the hands of another; which steps of it, says lawbook/delegation.toml."""


def may_ever(actor: Actor, action: Action) -> bool:
    """The door's early answer, before any case is known."""
    if actor.delegations and action in DELEGABLE and actor.role in BODY_STAFF:
        return True
    return actor.role in BY_ROLE.get(action, frozenset())


def may(actor: Actor, action: Action, case: CaseFacts) -> bool:
    """Whether the actor may do this to this case. Whom the case excludes may do nothing, whatever the table says."""
    if not may_ever(actor, action) or conflicts.is_excluded(actor, case):
        return False
    return any(holds(actor, case) for holds in ON_CASE.get(action, ()))


def require(actor: Actor, action: Action, case: CaseFacts) -> None:
    """Refuse unless allowed. Who may not even see the case hears that there is none: hidden and absent look alike."""
    if not may(actor, Action.CASE_VIEW, case):
        raise NotFound("case_not_found")
    if not may(actor, action, case):
        raise NotAllowed("action_not_yours")


def require_role(actor: Actor, action: Action) -> None:
    """For actions that concern no single case."""
    if not may_ever(actor, action):
        raise NotAllowed("action_not_yours")
