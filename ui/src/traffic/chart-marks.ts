import uPlot from 'uplot';
import type { Stack } from './series';

export interface MarkColors {
  surface: string;
  provisional: string;
  warn: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
}

const HATCH = 6;
const NOTCH = 7;

/** Draws what a window's status adds to its bar: hatching while it is OPEN, a notch once it is CORRECTED. */
export function drawMarks(plot: uPlot, stack: Stack, colors: MarkColors): void {
  const highest = stack.layers[stack.layers.length - 1];
  if (!highest) return;
  const boxOf = (index: number): Box => {
    const start = (stack.starts[index] ?? 0) / 1000;
    return {
      left: plot.valToPos(start, 'x', true),
      right: plot.valToPos(start + stack.step / 1000, 'x', true),
      top: plot.valToPos(highest.tops[index] ?? 0, 'y', true),
    };
  };
  plot.ctx.save();
  stack.slots.forEach((bucket, index) => {
    if (bucket?.status === 'OPEN') hatch(plot, boxOf(index), colors);
    if (bucket?.status === 'CORRECTED') notch(plot, boxOf(index), colors);
  });
  plot.ctx.restore();
}

function hatch(plot: uPlot, { left, right, top }: Box, colors: MarkColors): void {
  const { ctx } = plot;
  const bottom = plot.bbox.top + plot.bbox.height;
  const gap = HATCH * uPlot.pxRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.strokeStyle = colors.surface;
  ctx.lineWidth = 2 * uPlot.pxRatio;
  ctx.beginPath();
  // Lines start at multiples of the gap, so that hatching runs through neighbouring windows.
  for (let x = Math.floor((left - (bottom - top)) / gap) * gap; x < right; x += gap) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + bottom - top, top);
  }
  ctx.stroke();
  ctx.restore();
  ctx.strokeStyle = colors.provisional;
  ctx.lineWidth = 2 * uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(left, top);
  ctx.lineTo(right, top);
  ctx.stroke();
}

function notch(plot: uPlot, { left, right, top }: Box, colors: MarkColors): void {
  const { ctx } = plot;
  // Smaller where windows are narrow, so that notches stay apart.
  const size = Math.min(NOTCH * uPlot.pxRatio, Math.max(4 * uPlot.pxRatio, right - left));
  const middle = (left + right) / 2;
  ctx.fillStyle = colors.warn;
  ctx.strokeStyle = colors.surface;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(middle - size / 2, top - size / 2);
  ctx.lineTo(middle + size / 2, top - size / 2);
  ctx.lineTo(middle, top + size / 2);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}
