"""Words that show what sort of thing a name or a description stands for.

Each table is small and closed over news text: offices and occupations, kinds of organisation,
kinds of document, kinds of place, and the places that articles name most.
"""

from __future__ import annotations

from newsclaims.words import phrases, words

# Courtesy titles tell the gender and are left out of a role ("Mr. Smith" holds no office).
COURTESY: dict[str, str | None] = {
    "mr": "male",
    "mr.": "male",
    "mister": "male",
    "sir": "male",
    "mrs": "female",
    "mrs.": "female",
    "ms": "female",
    "ms.": "female",
    "miss": "female",
    "madam": "female",
    "madame": "female",
    "lady": "female",
    "dame": "female",
    "lord": "male",
    "dr": None,
    "dr.": None,
    "st": None,
    "st.": None,
    "saint": None,
}

# Abbreviated titles, and the nouns that an article goes on with ("Sen. Cruz … the senator").
ABBREVIATED_TITLES: dict[str, tuple[str, ...]] = {
    "sen.": ("senator", "lawmaker"),
    "sen": ("senator", "lawmaker"),
    "sens.": ("senator", "lawmaker"),
    "senator": ("senator", "lawmaker"),
    "rep.": ("representative", "congressman", "congresswoman", "lawmaker"),
    "reps.": ("representative", "congressman", "congresswoman", "lawmaker"),
    "representative": ("congressman", "congresswoman", "lawmaker"),
    "gov.": ("governor",),
    "govs.": ("governor",),
    "gen.": ("general",),
    "lt.": ("lieutenant",),
    "col.": ("colonel",),
    "capt.": ("captain",),
    "cmdr.": ("commander",),
    "adm.": ("admiral",),
    "maj.": ("major",),
    "sgt.": ("sergeant",),
    "cpl.": ("corporal",),
    "prof.": ("professor",),
    "dr.": ("doctor",),
    "rev.": ("reverend", "pastor"),
    "pres.": ("president",),
    "vp": ("president",),
    "ceo": ("executive",),
    "cfo": ("executive",),
    "del.": ("delegate",),
    "det.": ("detective",),
    "hon.": (),
    "atty.": ("attorney",),
    "supt.": ("superintendent",),
    "mp": ("lawmaker", "politician"),
    "mullah": ("cleric",),
    "ayatollah": ("cleric", "leader"),
    "imam": ("cleric",),
    "sheikh": ("cleric", "leader"),
    "pm": ("minister",),
}

# What the holder of an office is called, too ("Justice Lang … the judge").
OTHER_TITLES: dict[str, tuple[str, ...]] = {
    "attorney": ("lawyer",),
    "congressman": ("lawmaker",),
    "congresswoman": ("lawmaker",),
    "counsel": ("lawyer",),
    "justice": ("judge",),
    "lawyer": ("attorney",),
    "magistrate": ("judge",),
    "representative": ("lawmaker",),
    "senator": ("lawmaker",),
}

# Offices, occupations and other nouns for one person; gender where the word has one.
PERSON_WORDS: frozenset[str] = words(
    """
    headmaster headmistress keeper master warden
    academic accountant activist actor actress adjutant administrator admiral adviser advisor
    advocate agent aide ally ambassador analyst anchor apologist applicant archbishop
    architect aristocrat artist assassin assistant associate astronaut astronomer athlete
    attacker attorney aunt author backer banker baron barrister billionaire biographer
    biologist bishop blogger bomber boss boy boyfriend broker brother builder businessman
    businesswoman buyer cabinetmaker campaigner candidate captain cardinal caucusgoer
    celebrity chair chairman chairperson chairwoman challenger champion chancellor chaplain
    chef chemist chief chieftain child citizen clergyman cleric clerk client coach colleague
    collector colonel columnist comedian commander commentator commissioner composer
    congressman congresswoman conservative consultant contender coordinator correspondent
    councilman councilwoman counsel counselor counterpart cousin creator critic curator
    customer dad dancer daughter dean defendant delegate democrat demonstrator deputy designer
    detective developer dictator diplomat director disciple dissident doctor donor driver
    duchess duke economist editor educator emir emissary emperor employee employer empress
    engineer entertainer entrepreneur envoy epidemiologist executive expert farmer father
    fellow feminist fighter figure filmmaker financier firefighter foe forecaster founder
    friend frontrunner fundraiser gardener general gentleman geologist girl girlfriend
    governor graduate grandfather grandmother guard guest guitarist gunman hacker head heir
    hero historian host hunter husband imam immigrant incumbent industrialist informant
    insider inspector instructor interpreter interviewer inventor investigator investor
    jihadist journalist judge juror justice kid king lady landlord lawmaker lawyer leader
    lecturer legislator liberal librarian lieutenant linguist lobbyist lord magistrate mate magnate
    maid major man manager marine marshal mathematician mayor mediator member mentor merchant
    meteorologist militant millionaire minister missionary model moderator mogul mom monk
    mother mum musician nanny narrator nationalist native negotiator neighbor neighbour nephew
    newcomer niece nominee novelist nun nurse observer officer official operative operator
    opponent organiser organizer owner painter parent participant partner passenger pastor
    patient patriarch pharmacist philanthropist philosopher photographer physician physicist
    pianist pilot player playwright poet policeman policewoman politician pollster pope
    practitioner preacher predecessor premier presenter president priest prime prince princess
    principal prisoner producer professor prophet prosecutor protester protestor provost
    psychiatrist psychologist publicist publisher quarterback queen rabbi racer rapper rebel
    receptionist recruiter refugee regent reporter representative republican researcher
    resident reverend rival ruler runner sailor salesman scholar schoolteacher scientist
    screenwriter sculptor secretary senator sergeant shah sheikh sheriff sibling singer sister
    skeptic socialist sociologist soldier solicitor son songwriter sovereign speaker
    specialist spokesman spokesperson spokeswoman spouse staffer star statesman stepfather
    stepmother strategist striker student successor suffragette sultan superdelegate
    superintendent supervisor supporter surgeon surrogate survivor suspect swimmer taxpayer
    teacher teammate technician teen teenager tenant terrorist theologian therapist toddler
    trader trainer translator traveler traveller treasurer trustee tsar tutor tycoon uncle
    user vendor veteran vice-president viceroy victim viewer villager violinist visitor
    volunteer voter waiter waitress warlord whistle-blower whistleblower widow widower wife winner
    witness woman worker writer youth youtuber zoologist
    """
)

GENDERED_WORDS: dict[str, str] = {
    **dict.fromkeys(
        words(
            """
            actor baron boy boyfriend brother businessman cardinal chairman clergyman
            congressman councilman dad duke emperor father gentleman grandfather gunman guy
            husband king lord man monk nephew policeman pope priest prince salesman son
            spokesman statesman stepfather sultan tsar uncle waiter widower
            """
        ),
        "male",
    ),
    **dict.fromkeys(
        words(
            """
            actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess
            empress girl girlfriend grandmother lady maid mom mother mum niece nun policewoman
            princess queen sister spokeswoman stepmother suffragette waitress widow wife woman
            """
        ),
        "female",
    ),
}

# Plural by form or by sense.
GROUP_WORDS: frozenset[str] = words(
    """
    arabs asians blacks catholics christians hispanics jews kurds latinos muslims turks whites
    americans audience both children conservatives couple crowd democrats dozens electorate
    elite evangelicals everybody everyone faction family few folk forces generation half
    hundreds liberals majority many media men millions minority most none others pair panel
    people percent personnel police public republicans several some staff team thousands trio
    troops women youth
    """
)

ORGANIZATION_WORDS: frozenset[str] = words(
    """
    academy administration agency airline airlines airways alliance arm army assembly
    association authority band bank board brigade broadcaster brotherhood bureau cabinet
    caller campaign campaigns caucus center centre chamber channel charity chronicle church
    club co co. coalition college commission committee communications company confederation
    conference congress consortium consulate corp corp. corporation council courier court
    daily delegation department directorate dispatch division embassy enterprise enterprises
    entertainment examiner faculty federation firm force foundation franchise fund gazette
    globe government group guardian guild headquarters herald holdings hospital house inc inc.
    industries initiative inquirer institute institution international journal lab laboratory
    league legislature llc llp lobby ltd ltd. mafia magazine manufacturer media military
    militia ministry mission monitor motors movement museum nato navy network news newspaper
    ngo nonprofit observatory observer office orchestra organisation organization outfit pac
    panel parliament partners partnership party pictures police politico post press publisher
    radio records regime regiment register retailer reuters school senate sentinel service
    services society squad startup studio studios subsidiary syndicate systems taskforce team
    technologies telegraph television thinktank times treasury tribunal tribune trust tv union
    university watchdog weekly workshop
    """
)

# Organisations whose names tell nothing of what they are.
ORGANIZATIONS: frozenset[str] = words(
    """
    abc aclu airbus amazon amtrak apple bbc bloomberg boeing breitbart cbs cia cnn congress
    dnc epa espn exxon facebook fbi fda fox gallup gazprom google hamas hbo hezbollah honda
    huawei intel interpol irs isil isis kremlin medicaid medicare microsoft msnbc mtv nasa
    nato nbc netflix npr nra opec parliament pbs pentagon politico quinnipiac reuters rnc
    samsung scotland-yard sony taliban tass tesla toyota twitter uber unesco unicef walmart
    wikileaks wikipedia xinhua youtube
    """
) | phrases("al qaeda; al-qaeda; boko haram; islamic state; supreme court; white house; usa today")

DOCUMENT_WORDS: frozenset[str] = words(
    """
    account act ad advertisement affidavit agreement amendment analysis announcement article
    bill blog book booklet brief briefing broadcast bulletin caption census chapter chart
    charter column comment communique complaint constitution contract cover data database deal
    declaration decree diary directive document documentary documents dossier draft e-mail
    editorial email emails essay estimate estimates exam fact figures file filing filings film
    findings footage forecast gospel guide guidelines hashtag headline index indictment
    invitation invoice law lawsuit leaflet letter list log manifesto manual map measure memo
    memoir memorandum message minutes motion music-video newsletter note notice novel op-ed
    opinion order page pamphlet paper papers patent petition photo photograph plan platform
    poem poll polls post poster posts presentation press-release projection proposal protocol
    publication questionnaire quote readout readouts receipt record records referendum release
    report reports resolution results review rule ruling score scorecard screenshot script
    section sheet sign site song speech statement statements statistics statute story studies
    study subpoena suit summary survey survey-data surveys text textbook ticket timeline title
    trailer transcript treaty tweet tweets verdict version video videos warrant webpage
    website websites wire
    """
)

PLACE_WORDS: frozenset[str] = words(
    """
    abbey arch bazaar boardwalk boulevard chapel cliff cove creek falls fort garden glacier gulch
    heights interstate junction landing lighthouse market marsh memorial minaret monument mosque
    mount oasis parkway pass pier plantation point pond range route ruins shrine springs stadium
    synagogue temple terminal terrace theatre theater trail waterfall wharf woods zoo
    airport area avenue base bay beach border boulevard bridge camp canyon cape capital castle
    cathedral cemetery city coast continent country county desert district downtown forest
    garden gardens gulf harbor harbour highway hill hills homeland hotel island islands isle
    kingdom lake lane locality mall mountain mountains municipality nation neighborhood
    neighbourhood ocean palace park peninsula plain plateau plaza port prairie precinct
    prefecture province quarter region republic reservoir resort river road sea shore square
    state states station strait street suburb territory tower town township valley village
    volcano zone
    """
)

# Countries, states and cities that English-language news names most, in lower case.
PLACES: frozenset[str] = phrases(
    """
    abu dhabi; addis ababa; afghanistan; africa; ala.; alabama; alaska; albania; alberta;
    albuquerque; aleppo; algeria; america; amsterdam; anchorage; angola; ankara; antarctica;
    arctic; argentina; ariz.; arizona; ark.; arkansas; armenia; asia; athens; atlanta;
    atlantic; auckland; austin; australia; austria; azerbaijan; baghdad; bahrain; balkans;
    baltimore; bangkok; bangladesh; barcelona; beijing; beirut; belarus; belfast; belgium;
    belgrade; benghazi; benin; berlin; birmingham; bogota; bolivia; bosnia; boston; botswana;
    brasilia; brazil; brisbane; britain; british columbia; bronx; brooklyn; brussels;
    bucharest; budapest; buenos aires; bulgaria; burma; cairo; calif.; california; cambodia;
    cambridge; cameroon; canada; cape town; capitol hill; caracas; caribbean; caucasus;
    central america; chad; charlotte; chechnya; chicago; chile; china; cincinnati; cleveland;
    colo.; cologne; colombia; colorado; congo; conn.; connecticut; copenhagen; costa rica;
    crimea; croatia; cuba; cyprus; czechoslovakia; d.c.; dallas; damascus; del.; delaware;
    delhi; denmark; denver; detroit; dhaka; doha; dubai; dublin; earth; ecuador; edinburgh;
    egypt; el salvador; england; eritrea; estonia; ethiopia; europe; finland; fla.; florence;
    florida; france; frankfurt; ga.; gambia; gaza; gaza strip; geneva; germany; ghana;
    glasgow; greece; greenland; guantanamo; guatemala; guinea; haiti; hamburg; hanoi; harlem;
    havana; hawaii; helsinki; hiroshima; ho chi minh city; honduras; hong kong; honolulu;
    houston; hungary; iceland; idaho; ill.; illinois; ind.; india; indiana; indianapolis;
    indonesia; iowa; iran; iraq; ireland; islamabad; israel; istanbul; italy; jakarta;
    jamaica; japan; jerusalem; johannesburg; kabul; kan.; kansas; karachi; kashmir;
    kazakhstan; kentucky; kenya; kiev; kosovo; kuala lumpur; kurdistan; kuwait; ky.; kyiv;
    kyrgyzstan; la.; lagos; lahore; laos; las vegas; latin america; latvia; lebanon; liberia;
    libya; lima; lisbon; lithuania; liverpool; london; los angeles; louisiana; luxembourg;
    macedonia; madagascar; madrid; maine; malawi; malaysia; mali; malta; manchester;
    manhattan; manila; manitoba; mars; maryland; mass.; massachusetts; mauritania; md.;
    mediterranean; melbourne; memphis; mexico; mexico city; miami; mich.; michigan; middle
    east; milan; milwaukee; minn.; minneapolis; minnesota; minsk; mississippi; missouri; mo.;
    mogadishu; moldova; mongolia; mont.; montana; montenegro; montreal; moon; morocco; moscow;
    mosul; mozambique; mumbai; munich; myanmar; n.c.; n.h.; n.j.; n.m.; n.y.; nairobi;
    namibia; naples; nashville; neb.; nebraska; nepal; netherlands; nev.; nevada; new delhi;
    new hampshire; new jersey; new mexico; new orleans; new york; new york city; new zealand;
    nicaragua; niger; nigeria; north america; north carolina; north dakota; north korea;
    northern ireland; norway; oakland; ohio; okla.; oklahoma; oman; ontario; ore.; oregon;
    orlando; oslo; ottawa; oxford; pa.; pacific; pakistan; palestine; palmyra; panama; papua
    new guinea; paraguay; paris; pennsylvania; peru; philadelphia; philippines; phoenix;
    pittsburgh; poland; portugal; prague; puerto rico; pyongyang; qatar; quebec; queens; r.i.;
    rhode island; riga; rio de janeiro; riyadh; romania; rome; russia; rwanda; s.c.;
    sacramento; salt lake city; san antonio; san diego; san francisco; san jose; sao paulo;
    sarajevo; saudi arabia; scandinavia; scotland; seattle; senegal; seoul; serbia; shanghai;
    siberia; sierra leone; silicon valley; singapore; slovakia; slovenia; sofia; somalia;
    south africa; south america; south carolina; south dakota; south korea; south sudan;
    soviet union; spain; sri lanka; st. louis; st. petersburg; staten island; stockholm;
    sudan; sweden; switzerland; sydney; syria; taipei; taiwan; tajikistan; tallinn; tampa;
    tanzania; tehran; tel aviv; tenn.; tennessee; tex.; texas; thailand; the hague; tibet;
    tijuana; tokyo; toronto; tripoli; tulsa; tunis; tunisia; turkey; turkmenistan; u.k.; u.s.;
    uae; uganda; uk; ukraine; united arab emirates; united kingdom; united states; united
    states of america; uruguay; us; usa; utah; uzbekistan; va.; vancouver; venezuela; venice;
    vermont; vienna; vietnam; vilnius; virginia; vt.; w.va.; wales; wall street; warsaw;
    wash.; washington; washington d.c.; washington, d.c.; west bank; west virginia; wis.;
    wisconsin; wyo.; wyoming; yangon; yemen; yugoslavia; zagreb; zambia; zimbabwe; zurich
    """
)

# Other names of places that have a fuller one.
PLACE_ALIASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(["america", "us", "usa"], ("united", "states")),
    "united states of america": ("united", "states"),
    **dict.fromkeys(["britain", "great britain", "uk"], ("united", "kingdom")),
}

# Abbreviations that stand in longer names too ("the U.N. Security Council").
ABBREVIATED_NAMES: dict[str, tuple[str, ...]] = {
    "u.k": ("united", "kingdom"),
    "u.n": ("united", "nations"),
    "u.s": ("united", "states"),
    "u.s.a": ("united", "states"),
}

# Never people, organisations or places.
TIME_WORDS: frozenset[str] = words(
    """
    a.m. ad am apr. april aug. august bc christmas dec. december easter edt est feb. february
    fri. friday gmt halloween jan. january jul. july jun. june mar. march may mon. monday nov.
    november oct. october p.m. pm ramadan sat. saturday sep. sept. september sun. sunday
    thanksgiving thu. thurs. thursday tue. tues. tuesday utc wed. wednesday
    """
)

# Nouns for an organisation, document or place that can take up any earlier one of its kind.
GENERIC_ORGANIZATION: frozenset[str] = words(
    """
    agency airline association bank broadcaster charity church company firm force group
    institution magazine manufacturer movement network newspaper nonprofit organisation
    organization outlet paper party publication retailer school startup team union university
    """
)
# For such nouns, words in the names of what they stand for ("the Energy Department … the agency").
ORGANIZATION_NAMES: dict[str, frozenset[str]] = {
    "agency": words(
        """
        administration agency bureau cia commission dea department directorate epa fbi fda irs
        ministry nasa nsa office reuters service services tass xinhua
        """
    ),
    "association": words("association federation league society union"),
    "bank": words("bank bancorp banco bankers"),
    "broadcaster": words("abc bbc broadcasting cbs channel cnn fox nbc pbs radio television tv"),
    "company": words(
        """
        airlines airways co company corp corporation enterprises group holdings inc industries
        llc ltd motors partners systems technologies
        """
    ),
    "group": words(
        """
        action alliance association brotherhood center coalition committee council federation
        foundation front fund institute league movement network organization pac project society
        union
        """
    ),
    "network": words(
        "abc bbc broadcasting cbs channel cnn espn fox msnbc nbc npr pbs television tv"
    ),
    "newspaper": words(
        """
        chronicle courier daily dispatch examiner gazette globe guardian herald inquirer journal
        news observer post register sentinel telegraph times today tribune
        """
    ),
    "party": words("party democrats republicans labour tories conservatives"),
    "union": words("association brotherhood federation seiu teamsters union workers"),
    "university": words("university college institute"),
}
for _noun, _like in {"firm": "company", "paper": "newspaper", "organization": "group"}.items():
    ORGANIZATION_NAMES[_noun] = ORGANIZATION_NAMES[_like]
# Nouns of one line stand for no organisation of another line: a company is no union.
LINES_OF_ORGANIZATIONS: dict[str, str] = {
    **dict.fromkeys(["agency", "bureau", "department", "ministry"], "agency"),
    **dict.fromkeys(["airline", "company", "firm", "manufacturer", "retailer"], "company"),
    **dict.fromkeys(["newspaper", "magazine", "paper"], "newspaper"),
    **dict.fromkeys(["college", "school", "university"], "university"),
    "court": "court",
    "party": "party",
    "union": "union",
}
GENERIC_PLACE: frozenset[str] = frozenset(
    ["country", "nation", "city", "town", "village", "island", "state"]
)
GENERIC_PERSON: frozenset[str] = frozenset(
    [
        "man",
        "woman",
        "boy",
        "girl",
        "lawmaker",
        "politician",
        "teenager",
        "suspect",
        "author",
        "artist",
        "billionaire",
        "businessman",
        "businesswoman",
        "candidate",
        "celebrity",
        "contender",
        "frontrunner",
        "mogul",
        "nominee",
        "tycoon",
    ]
)

# Nouns that only say what sort of thing the name before them is ("TASS news agency").
CLASSIFYING_MEDIA: frozenset[str] = words(
    "agency blog broadcaster channel daily magazine network newspaper outlet service website"
)
CLASSIFYING_ORGANIZATION: frozenset[str] = CLASSIFYING_MEDIA | words(
    """
    airline association bank brand charity club coalition company conglomerate faction firm group
    league militia movement organisation organization party retailer union university
    """
)

# Words that may stand inside the name of an organisation or place ("Bank of America").
NAME_LINKS: frozenset[str] = frozenset(["of", "for", "on"])

# Offices whose holder is seldom called by the name of another office.
DISTINCT_OFFICES: frozenset[str] = words(
    """
    ambassador bishop chancellor governor judge king mayor minister pope premier president queen
    secretary senator sheriff
    """
)
# What a minister or a secretary is one for: two offices are told apart by it.
PORTFOLIOS: frozenset[str] = words(
    """
    agriculture commerce communications culture defence defense development digital economic
    economy education employment energy environment environmental exterior family finance
    fisheries foreign health home housing immigration industry information infrastructure interior
    justice labor labour oil planning press prime science security social sports state
    tourism trade transport transportation treasury water welfare
    """
)

# Family is no office.
KIN_WORDS: frozenset[str] = words(
    """
    aunt boy boyfriend brother child cousin dad daughter father fellow friend girl girlfriend
    grandfather grandmother husband kid man mom mother mum nephew niece parent resident
    sibling sister son spouse stepfather stepmother uncle victim widow widower wife woman
    youth
    """
)

# What follows "of" in an office: "Secretary of State John Kerry".
OFFICES_OF: frozenset[str] = words(
    """
    agriculture commerce defence defense education energy health homeland house interior labor
    police
    staff state transportation treasury
    """
)

# Party and creed before a name: no office ("Republican Donald Trump").
PARTY_WORDS: frozenset[str] = words(
    """
    conservative conservatives democrat democratic democrats independent labour liberal
    libertarian republican republicans socialist tory
    """
)

# The party that a word shows, by one name for each.
PARTIES: dict[str, str] = {
    "conservative": "conservative",
    "democrat": "democratic",
    "democratic": "democratic",
    "gop": "republican",
    "labour": "labour",
    "libertarian": "libertarian",
    "republican": "republican",
    "tory": "conservative",
}
# Offices that a deputy may have beside the holder ("the vice presidential nominee").
OFFICES_WITH_DEPUTIES: frozenset[str] = words(
    "candidate chairman chairwoman director governor leader mayor minister nominee president"
)
DEPUTY_WORDS: frozenset[str] = words("deputy vice")

# Nouns that only say how somebody stands to somebody else: no office either.
RELATIONAL_WORDS: frozenset[str] = words(
    """
    ally assistant associate backer classmate colleague counterpart critic foe frontrunner
    insider native neighbor neighbour newcomer opponent partner predecessor rival skeptic
    successor supporter survivor suspect teammate victim witness
    """
)

# Lower-case words inside a person's name ("Ursula von der Leyen").
PARTICLES: frozenset[str] = words(
    "al ben bin da de del della den der di do dos du el ibn la le los ter van von y zu"
)

# Adjectives that begin a sentence before a name and are no part of it ("Former President Lang").
QUANTIFYING_ADJECTIVES: frozenset[str] = words(
    """
    all another any billionaire both certain conservative current elected exiled fellow few
    former individual influential jailed key late leading liberal local longtime many more
    most numerous old other outgoing powerful prominent retired senior several
    similar some such top various veteran young
    """
)
