"use client";

import { type PointerEvent, useRef } from "react";
import { thresholdAt, thresholdByKey } from "#lib/screening/calibration/distribution.ts";
import { useShownNumbers } from "./use-shown-numbers.ts";

export interface ThresholdHandleProps {
  label: string;
  value: number;
  valueText: string;
  lowest: number;
  onMove(value: number): void;
}

/** A line over the whole plot that is dragged from anywhere in it, or moved by the arrow keys. */
export function ThresholdHandle({ label, value, valueText, lowest, onMove }: ThresholdHandleProps) {
  const shown = useShownNumbers();
  const plot = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLDivElement>(null);
  const follow = ({ clientX }: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    if (box && box.width > 0) onMove(thresholdAt((clientX - box.left) / box.width, lowest));
  };
  return (
    <div
      ref={plot}
      className="absolute inset-0 cursor-ew-resize touch-pan-y select-none"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current?.focus({ preventScroll: true });
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <div className="absolute inset-y-0 w-0 border-l-2 border-text" style={{ left: `${100 * value}%` }}>
        <div
          ref={grip}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={lowest}
          aria-valuemax={1}
          aria-valuenow={value}
          aria-valuetext={valueText}
          onKeyDown={(event) => {
            const moved = thresholdByKey(value, { key: event.key, far: event.shiftKey, lowest });
            if (moved === null) return;
            event.preventDefault();
            onMove(moved);
          }}
          className="absolute -top-3 -left-px -translate-x-1/2 rounded-full bg-text px-2 py-0.5 text-xs font-medium tabular-nums text-surface shadow-raised"
        >
          {shown.threshold(value)}
        </div>
      </div>
    </div>
  );
}
