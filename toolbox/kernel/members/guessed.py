"""What a guesser of our members' passphrases tries first, beside what zxcvbn knows; written without accents."""

SPANISH = """
de la que el en los se del las un por con no una su para es al lo como mas pero sus le ya este si porque esta cuando
muy sin sobre tambien me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos
esto antes algunos que unos yo otro otras otra tanto esa estos mucho quienes nada muchos cual poco ella estar estas mi
mis tu te ti tus soy eres somos son fue era ser tener tengo tiene hacer hago hace puedo puede quiero quiere amo amor
vida mundo casa tiempo dia noche hoy ayer siempre nunca ahora aqui alli bien mal bueno buena malo mejor peor grande
gran nuevo nueva viejo hola adios gracias favor amigo amiga amigos hermano hermana madre padre mama papa mami papi
hijo hija hijos nino nina ninos abuela abuelo familia gente pueblo hombre mujer mujeres senor senora dios jesus cristo
virgen maria jose juan carlos luis miguel angel ana carmen rosa sofia lucia pedro pablo diego daniel david fernando
alejandro alejandra guadalupe corazon cielo sol luna estrella mar rio tierra agua fuego aire flor flores arbol perro
gato gatito caballo pajaro mariposa paloma comida pan cafe leche maiz arroz frijol tortilla taco tacos carne fruta
manzana naranja limon mesa silla puerta ventana calle ciudad campo escuela trabajo dinero coche carro camino rojo roja
negro negra blanco blanca verde azul amarillo uno dos tres cuatro cinco seis siete ocho nueve diez cien mil primero
segundo lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
septiembre octubre noviembre diciembre primavera verano otono invierno mexico espana colombia peru chile argentina
venezuela cuba guatemala honduras salvador nicaragua america barcelona madrid chivas teamo tequiero teextrano
contrasena clave secreto secreta palabra princesa bonita bebe reina rey cancion musica bailar cantar comer dormir
vivir morir querer saber ver ir dar decir libre libertad justicia paz lucha luchar fuerza poder victoria resistencia
revolucion solidaridad igualdad dignidad derechos obreros trabajadores migrantes inmigrante frontera fronteras papeles
ilegal humano humanos companero companera companeros camarada union unidos juntos comunidad colectivo circulo apoyo
mutuo ayuda refugio santuario deportacion migra policia carcel presos abolir anarquia anarquista zapatista
"""
"""Spanish words, the commonest first: small words, then what passwords are made of, then words of the movements."""

SLOGANS = """
no justice no peace
black lives matter
abolish ice
power to the people
el pueblo unido jamas sera vencido
the people united will never be defeated
si se puede
hasta la victoria siempre
sin papeles sin miedo
undocumented unafraid
undocumented and unafraid
no one is illegal
ningun ser humano es ilegal
nadie es ilegal
no human is illegal
no human being is illegal
abolish the police
abolish prisons
free them all
fuera ice
fuera la migra
chinga la migra
melt ice
fuck ice
fuck the police
all cops are bastards
defund the police
no borders no nations
no borders no nations stop deportations
stop deportations
not one more
ni una mas
ni una menos
vivas nos queremos
vivas se las llevaron vivas las queremos
vivos se los llevaron vivos los queremos
no pasaran
nunca mas
never again
never again is now
solidarity not charity
solidaridad no caridad
solidarity forever
an injury to one is an injury to all
workers of the world unite
proletarios del mundo unios
all power to the people
land back
tierra y libertad
land and freedom
otro mundo es posible
another world is possible
un mundo donde quepan muchos mundos
mandar obedeciendo
para todos todo nada para nosotros
bread and roses
pan y rosas
we keep us safe
we take care of us
solo el pueblo salva al pueblo
only the people save the people
mutual aid
apoyo mutuo
from each according to ability to each according to need
from each according to their ability to each according to their needs
whose streets our streets
this is what democracy looks like
hands up dont shoot
i cant breathe
say their names
say her name
no gods no masters
ni dios ni amo
ni dios ni patria ni amo
my body my choice
trans rights are human rights
trans lives matter
silence equals death
nothing about us without us
nada sobre nosotros sin nosotros
water is life
el agua es vida
free palestine
from the river to the sea
no war but class war
eat the rich
bella ciao
we shall overcome
this land is your land
which side are you on
a las barricadas
arriba los pobres del mundo
venceremos
la lucha sigue
la lucha continua
zapata vive la lucha sigue
aqui estamos y no nos vamos
aqui estamos y no nos vamos y si nos echan nos regresamos
fuera yanqui de america latina
the revolution will not be televised
until all are free
none of us are free until all of us are free
it is our duty to fight for our freedom
we have nothing to lose but our chains
gracias a la vida
de colores
himno zapatista
viva la raza
viva la revolucion
viva mexico
"""
"""Slogans, titles and lines that people of the movements know by heart, one a line."""
