import { SendPace } from './send-pace.js';

describe('the pace of the rooms', () => {
  let used: number;
  let now: number;
  let pace: SendPace;
  const sendFor = (ms: number) => pace.after(() => void (used += ms));

  beforeEach(() => {
    used = 0;
    now = 0;
    pace = new SendPace(
      () => used,
      () => now,
    );
  });

  it('is ten times a second where sending costs little', () => {
    expect([sendFor(0), sendFor(1), sendFor(10)]).toEqual([100, 100, 100]);
  });

  it('is such that sending takes half a core', () => {
    expect(sendFor(150)).toBe(300);
    now = 300;
    expect(sendFor(150)).toBe(300);
  });

  it('is shared by all rooms', () => {
    expect([sendFor(60), sendFor(60), sendFor(60)]).toEqual([120, 240, 360]);
    now = 10_000;
    expect(sendFor(60)).toBe(120);
  });

  it('never leaves a room silent for more than ten seconds', () => {
    expect(sendFor(60_000)).toBe(10_000);
  });
});
