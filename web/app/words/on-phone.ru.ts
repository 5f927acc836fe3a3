import type { OnPhoneWords } from './on-phone.kk.js';

export const words: OnPhoneWords = {
  title: 'На этом устройстве',
  untitled: 'вид акции не выбран',
  draft: 'Черновик: {name}',
  waiting: 'Ждёт отправки: {name}',
  sending: 'Отправляется: {name}',
  refused: 'Нужно исправить: {name}',
  received: 'Принят: {name}',
  photos:
    'Только на этом устройстве, {n} файл|Только на этом устройстве, {n} файла|Только на этом устройстве, {n} файлов',
  noPhotos: 'Только на этом устройстве, без фото',
  arrived: 'Файлов дошло: {done} / {all}, квитанции ещё нет',
  noReceipt: 'Квитанции ещё нет',
  refusedHint: 'Откройте и посмотрите причину',
};
