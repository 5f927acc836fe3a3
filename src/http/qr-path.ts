import { create } from 'qrcode';

/** A QR code as one SVG path on a grid of `size` modules. */
interface QrPath {
  size: number;
  path: string;
}

/** The QR code of an address, error correction M, as one SVG path of unit squares. */
export function qrPath(address: string): QrPath {
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size;) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run += 1;
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
      x += Math.max(1, run);
    }
  }
  return { size, path };
}

/** The QR code of an address as an SVG image with its quiet zone. */
export function qrSvg(address: string): string {
  const { size, path } = qrPath(address);
  const whole = size + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${whole} ${whole}" shape-rendering="crispEdges"><path fill="#fff" d="M-4 -4h${whole}v${whole}h-${whole}z"/><path d="${path}"/></svg>`;
}
