"""One invented value of every kind of record, by which its sealed form is kept."""

import datetime
from typing import Any

from toolbox.kernel.circles.records import Act, Invite, Person, Proposal, Role, Settings, Stop
from toolbox.kernel.intake.questions import Ask, Both, Choice, Form, OnlyIf, Question
from toolbox.kernel.intake.records import Answer, Letterbox, Said, Submission
from toolbox.kernel.intake.records import Proposal as Asked
from toolbox.kernel.projects.records import Asking, Door, Draft, FormDraft, Front
from toolbox.kernel.projects.started.records import Checked, Job, Project, Step
from toolbox.kernel.records.pointers import Attachment
from toolbox.library.curating.records import Curating
from toolbox.tools.notes.records import Enclosed, Page, PageFile, Version

DAY = datetime.date(2026, 11, 22)
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
ALDER, BIRCH, PAPER, PAGE, FILE = (number << 40 for number in range(1, 6))

ATTACHMENT = Attachment(
    file=FILE,
    key=bytes(range(32)),
    header=bytes(range(24)),
    name="phone tree.pdf",
    media_type="application/pdf",
    size=20_000,
    digest="0" * 64,
)

# Name of the kind, shelf, project, value.
SAMPLES: tuple[tuple[str, str, int, Any], ...] = (
    (
        "circle.settings",
        "settings",
        0,
        Settings(
            name="Calle Álamo",
            made=DAY,
            people=(
                Person(ALDER, "Alder", bytes(range(32)), Role.KEEPER, DAY, DAY),
                Person(BIRCH, "Birch", bytes(32), Role.HELPER, DAY),
                Person(PAPER, "Paper", bytes(32), Role.PAPER, DAY),
            ),
            purpose="Groceries for the block",
            agreements="# How we decide\n\nTogether.",
            invites=(Invite(7, ALDER, NOON, "the neighbour", Role.HELPER, BIRCH),),
            proposals=(Proposal(8, Act.READMIT, ALDER, DAY, BIRCH),),
            stops=(Stop(DAY, ALDER, DAY),),
            shortened={"notes.page": 7},
            agreed=DAY,
        ),
    ),
    (
        "notes.page",
        "here",
        0,
        Page(
            title="Phone numbers",
            text="Lawyer: **555-0100**\n\nمرحبا",
            by=ALDER,
            changed=NOON,
            edition=3,
            pinned=True,
            files=(Enclosed(record=FILE, name="phone tree.pdf", size=20_000),),
        ),
    ),
    (
        "notes.version",
        str(PAGE),
        0,
        Version(
            page=PAGE,
            edition=2,
            title="Phone numbers",
            text="Lawyer: 555-0199",
            by=BIRCH,
            when=NOON,
            said="a new number",
        ),
    ),
    ("notes.file", str(PAGE), 0, PageFile(page=PAGE, attachment=ATTACHMENT)),
    ("library.curating", "held", 0, Curating(private=bytes(range(32)), since=DAY)),
    (
        "intake.letterbox",
        "boxes",
        0,
        Letterbox(mailbox=PAGE, title="Despensa", keys=(bytes(range(32)), bytes(32)), epoch=3),
    ),
    (
        "intake.submission",
        "open",
        0,
        Submission(
            sent=NOON,
            taken=NOON,
            by=ALDER,
            receipt=FILE,
            receipt_key=bytes(range(32)),
            mailbox=PAGE,
            form="Despensa",
            purpose="groceries",
            language="es",
            answers=(
                Answer(question="what", ask=Ask.SEVERAL, says="¿Qué?", values=("bread",), shown=("Pan",)),
                Answer(question="photo", ask=Ask.FILE, says="¿Una foto?", files=(ATTACHMENT,)),
            ),
            said=(
                Said(text="Vamos el jueves.", when=NOON, by=BIRCH),
                Said(text="Gracias a todas.", when=NOON, thanks=True),
            ),
            covered=True,
            news=True,
            solved=DAY,
            ended=DAY,
            holder=BIRCH,
            proposals=(Asked(id=PAPER, text="Our fridge", when=NOON, by=ALDER, agreed=DAY, public=PAGE),),
            handed_by="the kitchen",
        ),
    ),
    (
        "projects.page",
        "here",
        0,
        Draft(
            slug="mesa-del-sabado",
            front=Front(
                title=Both(en="Saturday Table", es="Mesa del sábado"),
                words=Both(en="We share **food**."),
                hours=Both(en="Saturdays, 10 to 1", es="Sábados, de 10 a 1"),
                place=Both(es="Lado norte"),
                phone="+12025550143",
            ),
            forms=(
                FormDraft(
                    slug="i-need-groceries",
                    mailbox=PAGE,
                    asking=Asking(
                        form=Form(
                            title=Both(en="I need groceries", es="Necesito víveres"),
                            lead=Both(en="It takes two minutes."),
                            questions=(
                                Question(
                                    name="reach",
                                    ask=Ask.CHOICE,
                                    says=Both(en="How do we reach you?"),
                                    required=True,
                                    choices=(
                                        Choice(name="call", says=Both(en="Call me", es="Llámenme")),
                                        Choice(name="code", says=Both(en="I come back with a code")),
                                    ),
                                ),
                                Question(
                                    name="people",
                                    ask=Ask.NUMBER,
                                    says=Both(es="¿Cuántas personas?"),
                                    hint=Both(en="You too."),
                                    why=Both(en="For the bags."),
                                    only_if=OnlyIf(question="reach", choices=("call",)),
                                    least=1,
                                    most=40,
                                ),
                            ),
                            never=(Both(en="your papers", es="tus papeles"),),
                            purpose="groceries",
                        ),
                        door=Door.SUPPORT,
                        readers=2,
                        days=3,
                        is_paused=True,
                        paused=Both(en="Until Monday.", es="Hasta el lunes."),
                    ),
                ),
            ),
            public=FILE,
            changed=True,
        ),
    ),
    (
        "projects.project",
        "going",
        0,
        Project(
            kit="bail-fund",
            name="Riverbend Fund",
            began=datetime.date(2026, 11, 3),
            steps=(
                Step(
                    id=PAGE,
                    what="Talk to a lawyer",
                    why="So that nobody is put in danger.",
                    day=datetime.date(2026, 11, 6),
                    who=ALDER,
                    required=True,
                    sheet="roles",
                    done=datetime.date(2026, 11, 5),
                ),
            ),
            jobs=(Job(name="Treasurer", what="Counts.", who=ALDER),),
            checked=(Checked(what="Ask.", by="A lawyer", place="Riverbend County", day=datetime.date(2026, 11, 9)),),
            zones=("River",),
            categories=("Bail",),
            languages=("es",),
            tools=("notes", "fund"),
            phone="555 0142",
            ended=datetime.date(2026, 12, 24),
        ),
    ),
)
