/** A coloured dot and a name. The name carries the meaning; the dot only helps the eye. */
export function LabelTag({ name, colour }: { name: string; colour: string }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 align-bottom" title={name}>
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ backgroundColor: colour }} />
      <span className="truncate">{name}</span>
    </span>
  );
}
