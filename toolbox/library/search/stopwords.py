"""Words that carry little of what somebody is looking for, in English and Spanish, without accents."""

from typing import Final

_GRAMMAR = """
a about all am an and any are as at be because been but by can could did do does for from had has have
he her here him his how i if in into is it its just me my of on or our she should so some than that the
their them then there these they this those to too us very was we were what when where which who whom
whose why will with would you your

al algo ante aquel aun cada como con cual cuales cuando cuanto de del desde donde e el ella ellas ellos
en entre era es esa ese eso esta estan estas este esto estos fue ha han hasta hay la las le les lo los
mas me mi mis mucho muy ni no nos nosotros nuestra nuestras nuestro nuestros nuestres o os para pero por
porque pues que quien quienes se sea ser si sin sino sobre son soy su sus tambien te ti tu tus u un una
unas uno unos vosotros y ya yo
"""
STOP: Final = frozenset(_GRAMMAR.split())
"""Grammar: left out of the index of texts, and never decides whether an entry matches."""

_WISHES = """
begin beginning begins creating find finding get getting help helping looking make making need needing
needs please start started starting starts want wanting wants

ayuda ayudar busco comenzar comienzo conseguir crear empezar empezando empiezo encontrar hacer iniciar
montar necesita necesitamos necesito puede puedo queremos quiere quiero
"""
SOFT: Final = frozenset(_WISHES.split())
"""What people write round the thing they look for: an entry that says it too comes first; none has to."""
