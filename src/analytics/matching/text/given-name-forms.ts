/** Forms of one given name, a group a line: short, familiar, translated and old spellings, folded. A form may be in several groups. */
const groups = `
abigail abby gail
adelaide adele
agathe agate agatha
albert al bert alberto
alexander alexandre alex alec sandy sacha sasha xander alejandro alessandro
alexandra alexandre alex sandra sandy sacha
alfred fred alf
alice alison ali
amandine mandy
amelie emilie amelia emily millie
andrew andre andy drew andreas andrea
angela angele angie angelique
anne ann anna annie nancy nan anouk anita
anthony antoine antony tony toni anton antonio
antoinette toinette
arthur art
augustin gus auguste august
barbara barb babs babette
bartholomew barthelemy bart
beatrice bea trixie
benjamin ben benji benny
bernard bernie bernardo
bernadette bernie
brigitte bridget
caroline carolyn carol carrie lina caro
catherine katherine kathryn cathy kathy kate katie kat cat kay kitty katia catarina cathie
cecile cecilia cecily
celine celina
charles charlie chuck chas carlos carl karl carlo
charlotte lottie charlie
christian chris cristian kristian
christine christina chris chrissy tina kristine
christelle chris christel
christopher christophe chris kit topher cristobal
claude claudius
claudine claudia claude
cornelius neil corneille
cynthia cindy
daniel dan danny dani
danielle dani
david dave davy
deborah deb debbie debra
delphine delph
denis dennis denny
dominique dom nico
donald don donny
dorothy dorothee dot dotty
douglas doug
edgar ed
edmond edmund ed ted
edward edouard ed eddie eddy ted teddy ned eduardo
eleanor eleonore elinor ellie nell nelly nora
elisabeth elizabeth eliza elise beth betsy betty bess liz lizzie lisa babette isabel libby elsa elsie
emilie emily emma em
emmanuel manu manuel
emmanuelle manu manuelle
eric erik rick
estelle stella
etienne stephane stephen
eugene gene
felicite felicity
ferdinand fernand
florence flo florrie florentine
frances fran francie fanny frankie francesca
francois francis frank franck francesco francisco pancho
francoise francine fanfan
franklin frank
frederic frederick fred freddy freddie fredrik
gabriel gaby gabe
gabrielle gaby
genevieve ginette viviane
geoffrey geoffroy jeffrey jeff geoff
george georges jorge giorgio
gerald gerard gerry jerry
geraldine geri
gilbert gil bert
gregory gregoire greg gregor
guillaume william will bill guilhem
guy guido
gwendolyn gwen gwendoline
harold harry hal
harriet hattie
helen helene ellen nell nellie elena leni
henriette yette hattie
henry henri harry hank hal enrique enrico
hugues hugo hugh
isabelle isabel isa bella belle
isaac ike
jacob jake jacques
jacqueline jackie line
james jacques jim jimmy jamie jaime diego
janet janette jan
jean john johan juan giovanni ivan jan hans
jeanne jane joan jeannette joanna janet
jeannine janine
jennifer jenny jen jenna
jeremy jeremie jerry
jerome gerome
jessica jess jessie
joachim joaquin
john jack johnny jon ian sean
jonathan jon jonny johnny nathan
joseph joe joey jose jo pepe giuseppe yussef youssef
josephine josie jo fifi josette
joshua josh
judith judy
julia julie jules juliette giulia
julian julien jules
katrina kat trina
kenneth ken kenny
kimberly kim
laetitia leticia laeti
laurence laurie lauren laure
laurent lawrence larry laurie lorenzo
leonard leo len lenny leonardo
leopold leo
lillian lily lilian liliane
louis lewis lou ludovic luis luigi
louise lou lulu louisette louisa
lucas luc luke luca
lucie lucy lucienne lucia lucette
madeleine madeline maddie magda mado magdalena
magali magalie
marcel marco
marguerite margaret maggie meg peggy margot marge rita greta gretchen daisy maisie
marianne mariane
marie mary maria molly polly mae mimi manon marion maryse
martin marty
martine tina
mathilde matilda tilly maud
matthew matthieu mathieu mathis matt mateo mat
maurice morris
maximilien max maximilian
maxime max
megan meg meggie
melanie mel melly
melissa mel missy
michael michel mike mick mickey mickael mitch miguel michele mikhail
michelle michele micheline shelly
mohamed mohammed muhammad mohammad mehmet mamadou momo mo
monique mona
nathalie natalie natasha nat nath
nathan nate nathaniel nathanael
nicolas nicholas nick nicky nico klaus colas niko
nicole nicky nikki nico
olivia liv livia
oliver olivier ollie
pamela pam
pascale pascaline
patricia pat patty trish tricia patsy
patrick pat paddy
paul pablo paolo
pauline paule paula paulette
peter pierre pete pedro pietro piotr
philip philippe phil pip felipe
pierrette pierre
priscilla cilla
rachel rachelle shelley
raphael rafael raf
raymond ray
rebecca becky becca
regis reginald reg
renee rene
richard dick rick ricky rich richie ricardo
robert bob bobby rob robbie bert roberto robin
roger rodger
roland rolland rowland
romain roman romeo
ronald ron ronnie
rosemary rose rosie
roxane roxanne roxy
russell russ
samantha sam sammy
samuel sam sammy
sandrine sandy sandra cendrine
sarah sara sally sadie
sebastien sebastian seb bastien
simone simona
solange sol
sophie sophia sofia
stanislas stan stanley
stephane stephen steven steve steph stefan esteban
stephanie steph stefanie fanny
susan suzanne susanna sue susie suzette suzy
sylvain silvain sylvester
sylvie silvia sylvia sylviane
terence terry
teresa therese theresa terry tess tessa
theodore theo ted teddy
thibault thibaut thibaud theobald
thierry terry
thomas tom tommy tomas thom
timothy timothee tim timmy
valerie val valeria
veronique veronica vero ronnie
victor vic
victoria victoire vicky tori
vincent vince vinny vincenzo
virginie virginia ginny ginger
walter gauthier gautier walt wally
wilfred wilfrid fred will
william will bill billy liam willy
xavier xavi javier
yves yvon ives
yvette yvonne
zacharie zachary zach zack
`;

const formsOf = new Map<string, number[]>();
for (const [group, line] of groups.trim().split('\n').entries())
  for (const form of line.split(' ')) formsOf.set(form, [...(formsOf.get(form) ?? []), group]);

/** Whether two folded given names are forms of one name (William and Bill, Catherine and Cathy). French and English. O(1). */
export function areForms(first: string, second: string): boolean {
  const groupsOfSecond = formsOf.get(second);
  return (
    groupsOfSecond !== undefined &&
    (formsOf.get(first)?.some((group) => groupsOfSecond.includes(group)) ?? false)
  );
}
