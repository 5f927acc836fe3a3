import type { OnPhoneWords } from './on-phone.kk.js';

export const words: OnPhoneWords = {
  title: 'On this device',
  untitled: 'no kind chosen',
  draft: 'Draft: {name}',
  waiting: 'Waiting to be sent: {name}',
  sending: 'Sending: {name}',
  refused: 'Needs a change: {name}',
  received: 'Received: {name}',
  photos: 'On this device only, {n} file|On this device only, {n} files',
  noPhotos: 'On this device only, no photos',
  arrived: '{done} of {all} files have arrived, no receipt yet',
  noReceipt: 'No receipt yet',
  refusedHint: 'Open it to see why',
};
