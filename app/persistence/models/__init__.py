"""One aggregate a file: columns and facts(); no rules, no clock."""

from app.persistence.models.audit import AuditCheck, AuditCheckpoint, AuditEntry
from app.persistence.models.body import Body
from app.persistence.models.calendar import CalendarException, DeadlineChange
from app.persistence.models.case import Case, Decision, Message, Rating
from app.persistence.models.category import Category
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation import ClimbedRung, HotSpot, HotSpotAct, HotSpotItem, Reminder, StepPace
from app.persistence.models.event import CaseEvent
from app.persistence.models.exclusion import Exclusion, ExclusionAct
from app.persistence.models.housekeeping import DailyTask, OutboxMessage, Tally
from app.persistence.models.likeness import Matter, MatterCase, SetApart
from app.persistence.models.notices import Delivery, NoticeAddress, StaffNotice
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.models.oversight import (
    CaseSample,
    DailyFigure,
    FigureStamp,
    FindingAct,
    InspectionFinding,
    InspectionRound,
    RoundBody,
    RoundMember,
    SampledCase,
)
from app.persistence.models.petition import Attachment, Draft, Party, Petition
from app.persistence.models.reception import (
    Appointment,
    ConclusionTask,
    DeskHours,
    NumberSeries,
    PetitionEntry,
    Phrase,
    ReceptionSession,
    RegisterExport,
    Ticket,
    Visit,
    VisitLetter,
    VisitPerson,
)
from app.persistence.models.safekeeping.requests import DataRequest
from app.persistence.models.safekeeping.retention import Destruction, DestructionItem, LegalHold
from app.persistence.models.seal import CaseSeal, Redaction, SealedCopy, SealedWords, SealKey, SessionKey
from app.persistence.models.search.asked import AskedSearch
from app.persistence.models.search.index import SearchEntry, SearchGeneration
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.models.search.texts import FileText
from app.persistence.models.signing_in import (
    AccountGuard,
    AccountNotice,
    AddressTries,
    KnownBrowser,
    LoginSession,
    Passkey,
    RecoveryCode,
    SpentChallenge,
    SsoLink,
)
from app.persistence.models.unit import AdminUnit, Hamlet
from app.persistence.models.user import User

__all__ = [
    "AccountGuard",
    "AccountNotice",
    "AddressTries",
    "AdminUnit",
    "Appointment",
    "AskedSearch",
    "Attachment",
    "AuditCheck",
    "AuditCheckpoint",
    "AuditEntry",
    "Body",
    "CalendarException",
    "Case",
    "CaseEvent",
    "CaseSample",
    "CaseSeal",
    "Category",
    "ClimbedRung",
    "ConclusionTask",
    "DailyFigure",
    "DailyTask",
    "DataRequest",
    "Deadline",
    "DeadlineChange",
    "Decision",
    "Delegation",
    "Delivery",
    "DeskHours",
    "Destruction",
    "DestructionItem",
    "Draft",
    "Exclusion",
    "ExclusionAct",
    "FigureStamp",
    "FileText",
    "FindingAct",
    "Hamlet",
    "HeldOffice",
    "HotSpot",
    "HotSpotAct",
    "HotSpotItem",
    "InspectionFinding",
    "InspectionRound",
    "KnownBrowser",
    "LegalHold",
    "LoginSession",
    "Matter",
    "MatterCase",
    "Message",
    "NoticeAddress",
    "NumberSeries",
    "OutboxMessage",
    "Party",
    "Passkey",
    "Petition",
    "PetitionEntry",
    "Phrase",
    "PublicQuestion",
    "Rating",
    "ReceptionSession",
    "RecoveryCode",
    "Redaction",
    "RegisterExport",
    "Reminder",
    "RoundBody",
    "RoundMember",
    "SampledCase",
    "SealKey",
    "SealedCopy",
    "SealedWords",
    "SearchEntry",
    "SearchGeneration",
    "SessionKey",
    "SetApart",
    "SpentChallenge",
    "SsoLink",
    "StaffNotice",
    "StepPace",
    "Tally",
    "Ticket",
    "User",
    "Visit",
    "VisitLetter",
    "VisitPerson",
]
