// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are placed by hand, which a table does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its current row (WAI-ARIA, aria-activedescendant)
import type { ComponentProps } from "react";

export function Grid(props: ComponentProps<"div">) {
  return <div role="grid" tabIndex={0} {...props} />;
}

export function RowGroup(props: ComponentProps<"div">) {
  return <div role="rowgroup" {...props} />;
}

export function Row(props: ComponentProps<"div">) {
  return <div role="row" {...props} />;
}

export function Cell(props: ComponentProps<"div">) {
  return <div role="gridcell" {...props} />;
}

export function HeadCell(props: ComponentProps<"div">) {
  return <div role="columnheader" {...props} />;
}
