/**
 * Given names borne mostly by one sex in France, folded; names common to both stand in their own list and tell nothing.
 * Common names of the births since 1930 (order of INSEE's Fichier des prénoms), those of neighbours, and their usual variants.
 */
const women = `marie jeanne francoise monique catherine nathalie isabelle jacqueline anne sylvie martine nicole christine madeleine denise
suzanne christiane valerie brigitte louise stephanie sophie veronique helene chantal celine patricia julie annie sandrine
aurelie virginie germaine laurence simone yvonne michele michelle corinne emilie elisabeth caroline paulette odette florence
yvette marguerite genevieve therese colette janine jeannine ginette lucienne beatrice pauline josette evelyne josiane agnes
audrey laetitia delphine elodie marcelle karine huguette lea emma manon chloe camila ines jade alice lina louna rose anna mila
julia romane juliette zoe ambre agathe lola mia nina eva charlotte margaux margot clemence justine mathilde marion melanie sarah
laura oceane anais morgane alexandra vanessa jennifer jessica cindy sabrina sonia nadia nadine pascale fabienne ghislaine
mireille bernadette gisele raymonde solange arlette claudine danielle daniele dominica eliane eliette micheline murielle muriel
joelle jocelyne annick annette antoinette gabrielle lucie lucile claire clara elise eloise estelle esther eugenie eve fanny
fatima fatiha fatma flavie flora frederique gaelle gwenaelle henriette hortense irene iris jasmine johanna judith karima khadija
laure laurie laurine leila leonie leslie lila liliane linda lise lisa loane ludivine lydia lydie mae maelle maelys magali maria
marianne mariette marina marjorie marlene maud mauricette maya melissa meline mona myriam nadege naima noemie noelle noemi nora
odile olga olivia ophelie paola paule perrine priscilla prune rachel rachida rebecca regine reine renee rolande romy rosalie
rosa roxane sabine salome samia sandra severine sidonie simona solene solenne stella suzette sylviane tatiana thais tiphaine
ursula valentine vera victoire victoria violette viviane yasmina yasmine yolande yvelyne zahra zineb zelie zohra adele adeline
adrienne aicha aissatou albertine albane alexia alexandrine alienor aline alison alix alizee alma amandine amelie amina amel
andree angele angelina angelique annabelle apolline ariane armelle assia astrid aude audree augustine aurore axelle barbara
berangere berenice bernardine berthe blanche blandine bouchra brune capucine carine carla carole cassandra catarina cathy cecile
celeste celestine celia chantale charlene charline christelle christina claudette clarisse claudia clelia clementine cleo
clotilde coline colombe constance coralie cora cosette cynthia cyrielle danica daphne deborah diana diane dina djamila dolores
dorothee edith edwige elena eleonore elia eliana elina elisa ella ellen eloane elsa elvira elvire emeline emmanuelle erika
ernestine ester eugenia euphrasie fabiola faiza farida fatoumata felicie fernande fleur floriane francine france georgette
georgina geraldine gilberte giulia gladys gloria grace graziella guislaine gwendoline hafida hanane hanna hannah heidi helena
heloise hermine honorine houria ida ilona imane inaya ingrid irma isabel isadora isaure ivana izia jacinthe janet jenny jihane
joanna josephine josepha julienne juline justina kadiatou kahina karen karin katia kathy katherine kelly kenza kim lana latifa
leana leonore lena leontine liana lilas lilia lilou lily lindsay line lison livia lorena lorraine louane louisa louisette
lucette lucia lucille ludmila luna lya lylou lyna lysa mado maeva mahaut maissa malak malika malvina manuela marceline margaret
margarita mariam mariama marielle marilyn marilyne martha mary maryam maryline maryse maryvonne mathilda mauranne maylis medina
megane mercedes meryem mina mireya monica mounia nabila nadjet naelle nahla naomi natacha natasha nathalia nawel nelly nicoletta
nine ninon nolwenn nour oriane orlane pamela patrycja paulina peggy penelope petra philippine philomene raphaelle rania renata
ria rita romina rosemonde rosemary roseline rosine rozenn safia sahra salima salma samira sandie sara savannah segolene selma
serena shana shirley siham sylvette sylvia simonne soizic soline souad soraya stacy susan susana suzie sybille tania tara teresa
theodora tina tiffany ursule valeria vanina veronica vicky virginia wendy wafa xaviere ysaline yaelle yamina zara zelia zuzanna`;
const men = `jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger robert paul henri christian nicolas
georges christophe patrick gerard francois david laurent julien frederic guy joseph stephane sebastien olivier thierry serge
marc eric pascal antoine raymond maurice gilbert alexandre lucien didier thomas guillaume jerome vincent bruno charles gilles
kevin anthony leon emile albert fabrice romain alexis mathieu benjamin arnaud emmanuel lucas hugo clement cedric yves gabriel
raphael jules adam arthur leo maxime quentin victor nathan ethan noah liam enzo theo tom mael gabin timothee martin simon
mohamed mohammed ahmed karim said ali mehdi rachid samir youssef ibrahim ismael omar hassan abdel abdelkader mustapha kamel
farid malik amine bilal rayan ayoub adil yassine yanis sofiane walid hakim nabil aziz brahim driss fouad hamid jamal jamel
khaled lahcen mounir nordine noureddine redouane tarik adrien aime alban alfred alphonse amaury ambroise anatole armand armel
auguste augustin aurelien aymeric axel baptiste barthelemy basile bastien baudouin benoit bertrand bjorn boris brice bryan
calixte carl carlos cesar christ christopher claudio clovis colin come constant constantin corentin cyprien cyril cyrille damien
dan dave denis desire diego dimitri donatien dorian dylan edgar edmond edouard eddy elie eliott elliot eloi emeric emilien
ernest erwan erwann etienne eugene evan evann fabien fabrizio felix ferdinand fernand fernando filipe florent florian florimond
franck francis francisco franco fulbert gaetan gaspard gaston gauthier gautier gontran geoffrey geoffroy germain ghislain gildas
gino giovanni giuseppe goran gregoire gregory guido gustave gwenael hadrien hamza harold harry helmut henry herve hippolyte
honore horace hubert hugues igor ilan ilyes isaac isidore ivan jacky jacob jason jeremie jeremy jimmy joachim joao joel joffrey
johan johann john jonas jonathan jordan jorge jose joshua josselin juan jude julian juste justin kader kenny kenzo killian
kilian kyllian kylian lamine lazare lenny leonard leopold lilian lionel livio loic lorenzo lothaire loris louka luc luca luciano
ludovic luigi luis manuel marceau marco marcus mario marius marwan mateo mathias mathis mathys matis matteo matthias matthieu
maximilien maxence medard michael mickael mikael miguel milan milo mirko moise morad moussa mamadou nans napoleon nathanael
nestor nicolaus nils nino noam noe noel norbert norman octave omer orlando oscar oswald otto owen pablo paolo pascalin patrice
paulin pedro peter pierrick prosper rafael ralph ramon raoul raymondo reda regis remi remy renaud reynald richard robin rodolphe
rodrigue rodrigo roland roman romaric romuald ronan rudy ruben salvador salvatore sami samuel samy sandro saverin sean selim
seraphin sergio severin silvain silvio soren soufiane stanislas steeve steven sulivan sylvain sylvestre tancrede teddy thaddee
theodore theophile thibaud thibault thibaut thiago thimothee tiago titouan tobias tony tristan tugdual ugo ulysse urbain
valentin valere valery venceslas victorien virgile vladimir walter warren wilfried wilfrid william willy xavier yacine yann
yannis yohan yohann yoann youri yvan yvon zacharie zinedine adnan alberto aldo alessandro andrew angelo antonio antony bruce
burak cem dario dean denys dirk domenico edoardo enrico ernesto esteban eugenio felipe flavio frank fred george giorgio gonzalo
gunther hans heinrich hector hermann hugh ian jack jakob james jan javier jens jerzy jim joaquin joe jorgen josef jurgen karl
keith klaus kurt lars lee leonardo lukas marek mark matthew mauro maurizio mehmet mike miroslav murat mustafa neil nuno oleg
oliver orhan patricio pavel per petr phil piotr rainer ricardo rob roberto rolf ronald ruud ryan salim sergei sergey stefan
stefano stephen steve stuart sven tadeusz thorsten tim tomas toni ulrich uwe vito volker werner wolfgang yusuf zoran`;
const both = `camille dominique claude alex sacha sasha charlie lou morgan morgann andrea yannick eden noa loan ange jacquie jackie joan jo
dany danny gael frede louison mahe nikita robbie sam swann sidney sydney taylor dana eli mika maelan lois noha kerry jordane
kamil ariel gwen yael chris pat charly`;

const split = (list: string) => list.split(/\s+/);
const genders = new Map<string, 'm' | 'f' | 'both'>([
  ...split(women).map((name) => [name, 'f'] as const),
  ...split(men).map((name) => [name, 'm'] as const),
  ...split(both).map((name) => [name, 'both'] as const),
]);

/** What the list says of a folded given name: one sex, both, or nothing. */
export function listedGender(folded: string): 'm' | 'f' | 'both' | undefined {
  return genders.get(folded);
}
