"""Forms to try: groceries as the first moment wants it, and one with every kind of question."""

from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.intake.pages.shown import Shown
from toolbox.kernel.intake.questions import Ask, Both, Choice, Form, OnlyIf, Question

FLOUR = Choice(name="flour", says=Both(en="Flour, rice, beans", es="Harina, arroz, frijoles"))
DIAPERS = Choice(name="diapers", says=Both(en="Diapers and formula", es="Pañales y fórmula"))
OTHER = Choice(name="other", says=Both(en="Something else", es="Otra cosa"))
NEVER = (
    Both(en="your papers or your status", es="tus papeles ni tu situación migratoria"),
    Both(en="how much you earn", es="cuánto ganas"),
)

GROCERIES = Form(
    title=Both(en="Groceries for this week", es="Comida para esta semana"),
    lead=Both(
        en="We bring you a bag of food on Thursday. It costs nothing.",
        es="Te llevamos una bolsa de comida el jueves. No cuesta nada.",
    ),
    never=NEVER,
    questions=(
        Question(
            name="what",
            ask=Ask.SEVERAL,
            says=Both(en="What do you need?", es="¿Qué necesitas?"),
            required=True,
            choices=(FLOUR, DIAPERS, OTHER),
        ),
        Question(
            name="else",
            ask=Ask.TEXT,
            says=Both(en="What else?", es="¿Qué más?"),
            only_if=OnlyIf(question="what", choices=("other",)),
        ),
        Question(
            name="people",
            ask=Ask.HOUSEHOLD,
            says=Both(en="How many people are you?", es="¿Cuántas personas son?"),
            why=Both(en="So that the bag is large enough.", es="Para que la bolsa alcance."),
            required=True,
        ),
        Question(name="where", ask=Ask.PLACE, says=Both(en="Roughly where?", es="¿Más o menos dónde?"), required=True),
        Question(name="phone", ask=Ask.PHONE, says=Both(en="Your phone, if you have one", es="Tu teléfono, si tienes")),
        Question(name="when", ask=Ask.TIMES, says=Both(en="When are you there?", es="¿Cuándo estás en casa?")),
        Question(
            name="spoken", ask=Ask.LANGUAGE, says=Both(en="Which languages do you speak?", es="¿Qué idiomas hablas?")
        ),
    ),
)
EVERY_KIND = Form(
    title=Both(en="A lawyer for your landlord’s letter", es="Una abogada para la carta del dueño"),
    lead=Both(en="Somebody reads the letter with you."),
    never=NEVER,
    questions=(
        Question(name="about", ask=Ask.TEXT, says=Both(en="What is it about?", es="¿De qué se trata?"), required=True),
        Question(
            name="story",
            ask=Ask.LONG,
            says=Both(en="What happened?", es="¿Qué pasó?"),
            hint=Both(en="As much as you like.", es="Lo que quieras contar."),
        ),
        Question(
            name="paper",
            ask=Ask.CHOICE,
            says=Both(en="Did a paper come?", es="¿Llegó un papel?"),
            choices=(Choice(name="yes", says=Both(en="Yes", es="Sí")), Choice(name="no", says=Both(en="No"))),
            required=True,
        ),
        Question(
            name="photo",
            ask=Ask.FILE,
            says=Both(en="A photo of the paper", es="Una foto del papel"),
            only_if=OnlyIf(question="paper", choices=("yes",)),
        ),
        Question(
            name="dated",
            ask=Ask.DAY,
            says=Both(en="What day is on the paper?", es="¿Qué fecha tiene el papel?"),
            only_if=OnlyIf(question="paper", choices=("yes",)),
        ),
        Question(
            name="help",
            ask=Ask.SEVERAL,
            says=Both(en="What would help?", es="¿Qué te ayudaría?"),
            choices=(
                Choice(name="reading", says=Both(en="Reading it together", es="Leerlo juntos")),
                Choice(name="court", says=Both(en="Company in court", es="Compañía en la corte")),
            ),
        ),
        Question(
            name="rent", ask=Ask.NUMBER, says=Both(en="How much is the rent?", es="¿Cuánto es la renta?"), most=9_999
        ),
        Question(name="when", ask=Ask.TIMES, says=Both(en="When can we call?", es="¿Cuándo podemos llamar?")),
        Question(name="phone", ask=Ask.PHONE, says=Both(en="Phone", es="Teléfono"), required=True),
        Question(name="mail", ask=Ask.MAIL, says=Both(en="E-mail", es="Correo electrónico")),
        Question(name="where", ask=Ask.PLACE, says=Both(en="Where is the house?", es="¿Dónde está la casa?")),
        Question(name="spoken", ask=Ask.LANGUAGE, says=Both(en="Which languages do you speak?")),
        Question(name="people", ask=Ask.HOUSEHOLD, says=Both(en="Who lives there?", es="¿Quiénes viven ahí?")),
    ),
)
FORMS = {"groceries": GROCERIES, "every": EVERY_KIND}
PHONE = "+14155550142"


def shown(name: str, *, paused: str = "", preview: bool = False) -> Shown:
    """One of them as a room above publishes it, with the mailbox that there is."""
    mailbox = Mailbox.objects.values_list("pk", flat=True).get()
    return Shown(
        form=FORMS[name],
        mailbox=mailbox,
        asks="Riverbend Neighbours",
        back="/",
        readers=5,
        days=3,
        phone=PHONE,
        paused=paused,
        preview=preview,
    )
