import { positionKey } from './position-key.js';

it.each([[['2', '10', '9007199254740993']], [['99-98', '100-99', '100-100']]])(
  'sorts position keys in the order of either event store: %j',
  (positions) => {
    expect(positions.map(positionKey).sort()).toEqual(positions.map(positionKey));
  },
);
