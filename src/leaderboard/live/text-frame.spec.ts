import { WebSocket } from 'ws';
import { textFrame } from './text-frame.js';

describe('the frame of a text', () => {
  const ofTheLibrary = (text: string) =>
    Buffer.concat(
      (WebSocket as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } }).Sender.frame(
        Buffer.from(text),
        {
          fin: true,
          rsv1: false,
          opcode: 1,
          mask: false,
          readOnly: true,
        },
      ),
    );

  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('of %d bytes is the one that the library makes', (length) => {
    expect(textFrame('x'.repeat(length)).equals(ofTheLibrary('x'.repeat(length)))).toBe(true);
  });

  it('of parts is the frame of the text that they make together', () => {
    expect(textFrame('қ[', Buffer.from('«қ»'.repeat(40)), ']').equals(ofTheLibrary(`қ[${'«қ»'.repeat(40)}]`))).toBe(
      true,
    );
  });

  it('counts bytes, not letters', () => {
    expect(textFrame('қ'.repeat(100)).equals(ofTheLibrary('қ'.repeat(100)))).toBe(true);
    expect(textFrame('қ').equals(ofTheLibrary('к'))).toBe(false);
  });
});
