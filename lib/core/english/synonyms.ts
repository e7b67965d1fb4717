/**
 * Everyday English words that stand for one another in requests and questions, a group between semicolons. Written for
 * this project. A word may stand in several groups; a word of another language is in none, and then only its letters
 * count.
 */
const groups = `
want wish desire; need must require necessary; may might could can able possible possibly maybe perhaps
say tell inform state mention speak talk communicate advise; ask inquire enquire question query wonder
show display present view see look reveal; give provide supply offer deliver hand grant
get obtain receive acquire fetch; buy purchase order; pay settle spend; cost price charge fee expense rate
money cash funds; help assist assistance aid support; make create produce build prepare generate
do perform carry execute; change alter modify adjust switch update edit convert amend
cancel abort undo revoke drop scrap; stop end finish quit halt cease terminate
start begin commence launch initiate open; close shut; repeat again; fix repair mend resolve solve correct
broken damaged faulty defective; find locate search discover seek; know learn understand aware realize
think believe suppose guess consider; meaning mean definition define sense signify significance importance
wrong incorrect false mistaken mistake error untrue; right correct true accurate proper
yes yeah yep sure okay ok affirmative; no nope not never; big large huge great; small little tiny
good nice fine great excellent decent; bad poor terrible awful; fast quick rapid speed soon
new recent fresh latest; old former previous prior past last; next following upcoming; now current present
often frequent frequency regular; always constant; also too additional; thanks thank appreciate grateful
hello hi hey greetings; goodbye bye farewell; please kindly; sorry apologies apologize apologise
car vehicle auto automobile; tire tyre wheel; gas fuel petrol gasoline
phone telephone mobile cell cellphone smartphone handset; call ring dial phone; message text sms note
email mail; letter post; computer pc laptop; picture photo image photograph; movie film
song track tune music; play listen hear; house home apartment flat; hotel inn lodging accommodation
restaurant diner eatery cafe; food meal dish; cook bake prepare; ingredient component; eat consume
drink beverage; doctor physician; medicine drug medication; sick ill
vaccine vaccination shot immunization inoculation; trip journey travel voyage; vacation holiday leave pto
flight plane airplane aircraft airline; ticket fare; luggage baggage bag suitcase; arrive land reach come
leave depart departure go; reservation booking book reserve; appointment meeting session date
schedule plan arrange timetable calendar agenda; event happening occasion; reminder remind remember memory
alarm wake awaken; timer countdown; list register; task job chore; work job employment
boss manager supervisor; company firm business corporation; salary wage pay paycheck income earnings earn
savings saving; balance remainder; limit maximum cap; score rating grade value; payment transaction transfer
send transmit forward ship dispatch; move shift transfer; sent shipped delivered; package parcel delivery
refund reimbursement reimburse; insurance coverage; policy plan; bill invoice statement; due owed owe
total sum amount; fraud fraudulent scam; report notify; missing misplaced lost lose
weather forecast; road highway motorway street route way; direction route way; far distance distant
near close nearby; city town; country nation; language tongue; name call title
person people human individual; friend buddy pal; child kid children; pet animal; joke funny humor fun
story tale; answer reply respond response; reason cause why; way method manner
type kind sort variety category; thing item object article; part piece component; number digit figure
day date; life existence exist; place location spot venue; status state condition situation progress
problem issue trouble difficulty; information info detail data; setting configuration option preference mode
reset restore; device gadget; connect link pair sync couple join; disconnect separate unlink detach unpair
password passcode pin; check verify confirm inspect examine review; allow permit permission let allowed
approve accept authorize; deny reject decline refuse; long lengthy duration; much many lot
enough sufficient; more extra further another; fewer less; add put include insert place append set
remove delete erase take; hold keep retain; use utilize employ; should ought supposed; try attempt
rotate turn; decrease lower reduce; swap exchange trade replace substitute
choose select pick; like love enjoy; dislike hate; live reside; born birthday birth
made developed created programmed built designed formed; creator maker; smart clever intelligent
robot bot machine; chat talk speak; quiet whisper; accent dialect voice; expire expiration; reach contact
calorie caloric; healthy health; review rating opinion; exactly precisely
really truly actually; about around approximately roughly; because since; until till; before earlier
after later; charge load; error failure fault; top refill; identity identification id
proof evidence; verify authenticate; statement record history; withdraw withdrawal; atm cashpoint
transfer send; wait pending; where whereabouts; translate interpret render translation; spell spelling
calculate compute calculation; convert conversion; exchange currency; freeze block lock suspend
unblock unlock unfreeze activate enable; disable deactivate off; interest apr; application request form
redeem claim; reward point bonus; improve increase boost raise better; lend borrow loan; debt owe owing
deposit credit; checks cheque checkbook chequebook; pin passcode code; rent rental hire lease renting
drive driving ride; taxi cab uber lyft; fly flight flying; passport visa
border customs abroad foreign overseas international; carry bring take; busy crowded full
suggest suggestion recommend recommendation advise advice propose; nearest closest; tasty delicious
spicy hot; replace substitute instead alternative; temperature heat warm; cold cool chilly; light lamp bulb
thermostat heating; door gate; lock secure; next skip; playlist list; album record; random chance
coin flip toss; dice die roll; hour time clock; zone region area; today tonight day; tomorrow morrow
morning am; evening night pm; noon midday; weekend saturday sunday; spring summer autumn fall winter season
share send; position location whereabouts; pressure psi; engine motor; battery accumulator
maintenance service servicing upkeep; plug socket outlet adapter converter; jump start
headset headphones earphones; charger charging; old age aged; origin from hail; boss employer
employee worker staff; owner holder; hobby pastime; colour color; size dimension; weight heavy mass
height tall high; width wide breadth; depth deep; length long; empty vacant; full complete; begin initial
final last ultimate; main principal major chief; simple easy plain; difficult hard tough complicated
important essential crucial vital; strange odd weird unusual; normal usual ordinary regular standard typical
special particular specific; different other distinct; same identical equal; every each all
whole entire complete; pair two couple; several multiple various; rare seldom rarely hardly; almost nearly
immediately instantly directly straightaway; later afterwards; recently lately; finally eventually
together jointly; alone only solely; happy glad pleased; sad unhappy; angry annoyed upset; afraid scared
tired exhausted; hungry starving; funny amusing hilarious; interesting fascinating; boring dull
beautiful pretty lovely; clean wash tidy; dirty filthy; rich wealthy; poor broke
cheap inexpensive affordable; expensive costly pricey; free complimentary gratis; discount reduction rebate
offer deal promotion; market shop store supermarket; customer client; seller vendor merchant retailer
product item goods; quality standard; quantity amount; contract agreement; lawyer attorney
law rule regulation; crime offence; police cop; hospital clinic; pain ache hurt; injury wound
school college university; student pupil; teacher instructor professor tutor; lesson class course
exam test quiz; book novel; newspaper paper journal; author writer; write compose draft; draw sketch
win victory; lose defeat; game match; team squad; sport exercise workout; walk stroll; run jog
sleep nap rest; marry wed marriage wedding; husband wife spouse partner; mother mom mum; father dad
brother sister sibling; baby infant; girl lady; boy guy; neighbour neighbor; guest visitor
party celebration; gift present; garden yard; river stream; sea ocean; mountain hill; forest woods
government state; president leader head; history past; machine device appliance equipment; tool instrument
software program app application; website site page; internet web online; network wifi connection
file document; folder directory; screen monitor; copy duplicate; save store keep; log sign; profile account
search look hunt; error bug; update upgrade; version edition; feature function; button key
click press tap push; type enter input; delete clear; undo reverse revert; reverse refund
dispute contest challenge complaint complain; charge bill; decline refuse reject fail; withdraw cash
balance available; pending waiting processing; arrive receive; urgent emergency
steal theft rob stolen
`;

export const synonymGroups: readonly (readonly string[])[] = groups
  .split(/[;\n]/)
  .map((group) => group.trim())
  .filter((group) => group !== "")
  .map((group) => group.split(" "));
