"""Frequent given names with the gender they are mostly given to.

They tell a person's name from another name and let "he" and "she" find the right person. Only
names that are clearly one or the other are listed: "Jordan", "Taylor" and "Robin" say nothing.
"""

from __future__ import annotations

from newsclaims.words import words

MALE: frozenset[str] = words(
    """
    bret conan curt dylan ehud jinping larry logan moshe narendra
    aaron abdul abdullah abraham adam adnan adolf adrian ahmad ahmed akira al alain alan
    albert alberto aldo alec alejandro aleksandr alessandro alex alexander alexandre alexei
    alfred ali allen alvin amir anatoly anders andre andrea andreas andrei andres andrew
    andriy andy angelo anthony antoine anton antonio antony archie ariel armando arnold arthur
    arturo ashton asif augusto austin avi barack barry bart bashar basil ben benedict benito
    benjamin benny bernard bernardo bernie bert bill billy bjorn bob bobby boris brad bradley
    brandon brendan brent brett brian bruce bruno bryan byron caleb calvin carl carlo carlos
    cedric cesar charles charlie chester chris christian christoph christopher chuck clarence
    clark claude claudio clayton cliff clifford clint clyde colin conor corey cory
    craig curtis cyril cyrus dale damian damon dan daniel danny darrell darren darryl dave
    david dean dennis derek derrick desmond dexter dick diego dieter dietrich dimitri dirk
    dmitri dmitry dominic don donald donnie doug douglas duncan dustin dwayne dwight earl ed
    eddie edgar edmund eduardo edward edwin eli elias elijah elliot elliott elon emanuel
    emilio emmanuel enrico enrique eric erik ernest ernesto ernie ethan eugene evan evo fabio
    farid fayez federico felipe felix ferdinand fernando fidel filippo floyd francesco francis
    francisco franco francois frank franklin franz fred freddie frederick friedrich fritz
    gabriel garry gary gaston gavin gennady geoff geoffrey george gerald gerard gerhard gianni
    gilbert giorgio giovanni giuseppe glen glenn gordon graham greg gregg gregory guido
    guillermo gunter gus gustav gustavo guy hamid hamza hank hans harold harris harry harvey
    hassan hector heinrich helmut henri henrik henry herbert herman hiroshi horst hosni howard
    hubert hugh hugo humberto hussein ian ibrahim igor ilya imran irving isaac isaiah ismail
    ivan ivo jack jacob jacques jaime jake jamal james jan janos jared jason javier jay jeb
    jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin
    jochen joe joel joerg johan johann johannes john johnny jon jonas jonathan jong jorge jose
    josef joseph josh joshua juan juergen jules julian julien julio julius jurgen justin kamal
    karim karl keith ken kenneth kenny kent kevin khaled khalid khalifa kirk klaus kofi konrad
    konstantin kurt kyle lamar lance lars laurent lawrence lee len leo leon leonard leonardo
    leonid leopold leroy les leslie lester lev levi lewis liam lindsey lionel lloyd lorenzo
    lou louis luca lucas luigi luis lukas luke luther magnus mahmoud malcolm mamdouh manfred
    manuel marc marcel marco marcos marcus mariano mario mark marlon marshall martin marty
    marvin massimo mateo mathias matt matteo matthew matthias maurice mauricio max maxim
    maximilian mehdi mehmet melvin mevlut michael michel michele miguel mike mikhail miles
    milos milton mitch mitchell mitt mohamed mohammad mohammed muammar muhammad murray mustafa
    nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nicolo nigel nikita
    nikolai nikos noah noam noel norman oleg oliver olivier omar orlando osama oscar oswald
    otto owen pablo paolo pascal patricio patrick paul paulo pavel pedro percy perry pete
    peter petr phil philip philippe phillip pierre pietro piotr preston rafael rahm rahul raj
    rajiv ralph ramon randall randy raphael rashid raul ray raymond recep reggie reince rene
    reuben rex ricardo riccardo rich richard rick ricky rob robert roberto rodney rodrigo
    roger roland rolf roman ron ronald ronnie rory ross roy ruben rudolf rudolph rudy rupert
    russ russell ryan saddam salman salvador salvatore sam sami samir samuel sanjay santiago
    saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn shimon shinzo
    sidney sigmund silvio simon spencer stan stanislav stanley stefan stefano stephen steve
    steven stewart stuart sven tariq tayyip ted terence terrence terry theodor theodore thomas
    tim timothy timur tobias toby todd tom tomas tommy tony travis trevor tristan tyler ulrich
    umberto uwe vaclav vadim valery vernon vicente victor viktor vince vincent vincenzo vitaly
    vito vladimir volodymyr wade wallace walter warren wayne wendell werner wilbur wilfred
    wilhelm will willem william willie wilson winston wolfgang woodrow woody xavier yasser
    yevgeny yitzhak yuri yusuf yves zachary zoran
    """
)

FEMALE: frozenset[str] = words(
    """
    ekaterina hoda indira megyn sushma
    bret conan curt dylan ehud jinping larry logan moshe narendra
    abby abigail ada adele adriana agatha agnes aisha alejandra alessandra alexandra alexis
    alice alicia alina alison allison alma alyssa amal amanda amber amelia amina amy ana
    anastasia andrea angela angelica angelina anita anke ann anna annabel anne annette annie
    annika antonia april ariana arlene ashley astrid audrey ayesha azadeh barbara beatrice
    beatriz becky belinda bella benazir bernadette bertha bessie beth bethany betsy betty
    beverly bianca birgit bonnie brenda brianna bridget brigitte brittany brooke camila
    camilla candace candice cara carla carly carmen carol carole carolina caroline carolyn
    carrie cassandra catalina catherine cathy cecelia cecilia celeste celia celine charlene
    charlotte chelsea cheryl chiara chloe christa christiane christie christina christine
    cindy claire clara clarissa claudia colleen condoleezza connie constance consuelo cora
    corinne courtney cristina crystal cynthia daisy dana daniela danielle daphne darlene dawn
    debbie deborah debra deirdre delia denise diana diane dianne dilma dolores donna dora
    doris dorothy edith eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen
    elsa elsie emilia emily emma erica erika erin esmeralda esperanza estelle esther ethel
    eugenia eva eve evelyn faith farah fatima felicia fiona flora florence frances francesca
    frida frieda gabriela gabrielle gail gayle genevieve georgia georgina geraldine gertrude
    gina giorgia giovanna giulia gladys gloria golda grace graciela greta gretchen guadalupe
    gudrun gwen gwendolyn hanan hannah harriet hazel heather heidi helen helena helene helga
    henrietta hilary hilda hillary holly huma ida ilana ilaria ilse inez ingrid irene irina
    iris irma isabel isabella isabelle ivana ivanka ivy jackie jacqueline jan jana jane janet
    janice janine jasmine jeanette jeanne jen jenna jennie jennifer jenny jessica jill jo joan
    joanna joanne jocelyn johanna josefina josephine joy joyce juanita judith judy julia
    juliana julie juliet julieta june kamala karen karin karla kate katerina katharine
    katherine kathleen kathryn kathy katie katja katrina katy kayla kayleigh kellyanne kelsey
    kendra kerstin khadija kimberly kirsten kristen kristin kristina kristine laila lara
    latifa latoya laura lauren laurie layla lea leah leila lena leslie leticia lidia lila
    lillian lily linda lisa liz liza lois lola loretta lori lorraine lottie louisa louise
    lucia lucille lucy ludmila luisa lupita lydia lynda lynn lynne mabel madeleine madeline
    madison magdalena maggie malala mandy manuela mara marcia margaret margarita margot maria
    mariana marianne marie mariko marilyn marina marine marion marisa marissa marjorie marlene
    marsha marta martha mary maryam matilda maud maureen maxine maya megan meghan melania
    melanie melinda melissa mercedes meredith mia michaela michelle mildred mimi miranda
    miriam misty molly mona monica monika muriel myra myrna nadia nadine nancy naomi natalia
    natalie natasha nellie nicole nikki nina noelle noemi nora noreen norma octavia oksana
    olena olga olive olivia ophelia pamela patricia patsy patti patty paula paulina pauline
    pearl peggy penelope penny petra phoebe phyllis pilar priscilla rachel ramona raquel
    rebecca regina renata renee rhonda rita roberta rosa rosalind rosalynn rose rosemary rosie
    roxanne ruth sabina sabine sabrina sally samantha sandra sandy sara sarah selma shannon
    shari sharon sheila shelley sheryl shirley shreya sigrid silvia simone soledad sonia sonya
    sophia sophie stacey stacy stella stephanie sue summer susan susana susanna susanne susie
    suzanne svetlana sylvia sylvie tamara tammy tania tanya tara tatiana teresa tessa thelma
    theresa therese tiffany tina toni tracey tricia tulsi ulrike ursula valentina valeria
    valerie vanessa vera verena veronica vicki vicky victoria viola violet virginie vivian
    viviana wanda wendy whitney wilma winifred xenia yasmin yoko yolanda yulia yvette yvonne
    zainab zoe
    """
) - {"andrea", "jan", "leslie"}
