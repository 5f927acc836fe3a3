import { create } from 'qrcode';
import type { QrPath } from './page.contract.js';

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
