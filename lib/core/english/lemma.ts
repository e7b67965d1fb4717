const contractions: readonly (readonly [RegExp, string])[] = [
  // What some tokenisers leave: "i 'd", "don 't".
  [/ ['’] ?(?=(?:s|d|m|ll|ve|re|t)\b)/g, "'"],
  [/\bcan['’]?t\b|\bcannot\b/g, "can not"],
  [/\bwon['’]t\b/g, "will not"],
  [/n['’]t\b/g, " not"],
  [/['’]m\b/g, " am"],
  [/['’]re\b/g, " are"],
  [/['’]ve\b/g, " have"],
  [/['’]ll\b/g, " will"],
  [/['’]d\b/g, " would"],
  [/['’]s\b/g, " is"],
  [/\b(\d+) ?([ap])\.?m\b\.?/g, "$1 $2m"],
  [/\b([ap])\.m\b\.?/g, "$1m"],
  [/\bgotta\b/g, "have to"],
  [/\bgonna\b/g, "going to"],
  [/\bwanna\b/g, "want to"],
];
const mayContract = /['’]|cannot|cant\b|gotta|gonna|wanna|\d ?[ap]\.?m\b|\b[ap]\.m/;

/** A text in lower case with its English contractions and clock times written out; other text as it is. */
export function writeOut(lowerCase: string): string {
  if (!mayContract.test(lowerCase)) return lowerCase;
  let text = lowerCase;
  for (const [short, long] of contractions) text = text.replace(short, long);
  return text;
}

const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const tens = "thirty forty fifty sixty seventy eighty ninety";
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth";
const numbers = new Map<string, string>([
  ...units.split(" ").map((word, i) => [word, `${i}`] as const),
  ...tens.split(" ").map((word, i) => [word, `${(i + 3) * 10}`] as const),
  ...ordinals.split(" ").map((word, i) => [word, `${i + 1}`] as const),
]);

/** Forms that no ending explains, each before the word it belongs to. */
const irregular =
  "went go gone go goes go going go used use using use tried try made make paid pay bought buy sold sell sent send spent spend lent lend told tell said say found find got get gotten get took take taken take gave give given give knew know known know thought think brought bring left leave lost lose kept keep felt feel met meet read read ran run saw see seen see came come became become began begin begun begin broke break broken break chose choose chosen choose drove drive driven drive ate eat eaten eat fell fall fallen fall flew fly flown fly forgot forget forgotten forget held hold heard hear hid hide hurt hurt laid lay led lead meant mean rode ride ridden ride rose rise sang sing sat sit shown show shut shut slept sleep spoke speak spoken speak stole steal stolen steal stood stand swam swim taught teach threw throw thrown throw understood understand woke wake woken wake wore wear worn wear won win wrote write written write built build caught catch cost cost did do done do had have has have was be were be been be is be are be am be children child men man women woman feet foot teeth tooth people person lives life wives wife";
const regular = new Map<string, string>();
{
  const pairs = irregular.split(" ");
  for (let i = 0; i < pairs.length; i += 2) regular.set(pairs[i] as string, pairs[i + 1] as string);
}

const ordinal = /^(\d+)(?:st|nd|rd|th)$/;
const doubled = /([^ls])\1$/;

/**
 * The word without its English endings, roughly (after Porter 1980, a few of its steps): "schedules", "scheduled" and
 * "scheduling" give one form, which need not be a word. A number in words gives its digits. Meant to be compared with
 * its like only: words of other languages lose a letter or two at the end, the same on both sides.
 */
export function lemma(word: string): string {
  const known = numbers.get(word) ?? regular.get(word);
  if (known !== undefined && known !== word) return lemma(known);
  const first = word.charCodeAt(0);
  if (first >= 48 && first <= 57) return word.replace(ordinal, "$1");
  if (word.length <= 3) return word;
  let stem = word;
  if (stem.endsWith("ies") && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ch|sh|x|ss)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith("s") && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith("ing") && stem.length > 5) stem = stem.slice(0, -3).replace(doubled, "$1");
  else if (stem.endsWith("ed") && stem.length > 4) stem = stem.slice(0, -2).replace(doubled, "$1");
  else if (stem.endsWith("ly") && stem.length > 5) stem = stem.slice(0, -2);
  if (stem.endsWith("e") && stem.length > 3) stem = stem.slice(0, -1);
  if (stem.endsWith("y") && stem.length > 3) stem = `${stem.slice(0, -1)}i`;
  return stem;
}

const function_ =
  "a an the this that these those of in on at to for from by with about into onto upon as than then there here and or but if so because while when where what which who whom whose why how is am are was were be been being do does did doing done has have had having i me my mine you your yours he him his she her hers it its we us our ours they them their theirs will would shall should can could may might must not no yes just also too very really please now any some all each every both either neither such only own same other another much many more most few less s t d ll ve re m out up down off over under again go going get got let want need like";

/** Lemmas of the words that carry grammar or politeness, not content. */
export const functionLemmas: ReadonlySet<string> = new Set(function_.split(" ").map(lemma));
