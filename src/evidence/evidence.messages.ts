import type { Catalogue } from '../http/language.js';

const kk = {
  EVIDENCE_EMPTY: 'Файл бос. Оны телефонда ашып көріңіз, ашылса, қайта таңдаңыз.',
  EVIDENCE_INCOMPLETE: 'Файл толық жетпеді. Оны қайта жіберіңіз.',
  EVIDENCE_TOO_LARGE: 'Файл тым үлкен: ең көбі {megabytes} МБ. Суретті кішірейтіңіз немесе құжатты бөліктерге бөліңіз.',
  EVIDENCE_TYPE:
    'Мұндай файл қабылданбайды: JPEG, PNG немесе WebP суреті не PDF құжаты керек. Атауын өзгерту жеткіліксіз, файлды сондай түрде сақтаңыз.',
  EVIDENCE_HEIC:
    'Бұл сервер HEIC суретін аша алмайды. Суретті JPEG түрінде сақтап, қайта таңдаңыз; iPhone-да: Параметрлер → Камера → Пішімдер → «Ең үйлесімді».',
  EVIDENCE_ANIMATED: 'Бұл – қозғалмалы сурет. Кәдімгі фото таңдаңыз немесе экранның суретін түсіріңіз.',
  EVIDENCE_TOO_MANY_PIXELS: 'Сурет тым үлкен: ең көбі {megapixels} мегапиксель. Оны кішірейтіп, қайта таңдаңыз.',
  EVIDENCE_DAMAGED: 'Файл бүлінген немесе толық емес. Оны телефонда ашып көріңіз, ашылса, қайта таңдаңыз.',
  EVIDENCE_TOO_COMPLEX:
    'Файлды өңдеуге жад немесе уақыт жетпейді. Суретті кішірейтіңіз, ал құжатты қайта сканерлеңіз немесе басқа фото таңдаңыз.',
  EVIDENCE_PDF_LOCKED: 'PDF құжаты құпиясөзбен қорғалған. Қорғауын алып тастаңыз немесе құжатты фотоға түсіріңіз.',
  EVIDENCE_PDF_SCRIPT:
    'PDF құжатында бағдарлама бар, ондай құжат қабылданбайды. Оны «PDF ретінде басып шығару» арқылы қайта сақтаңыз немесе фотоға түсіріңіз.',
  EVIDENCE_PDF_ATTACHMENT:
    'PDF құжатының ішінде басқа файл бар. Ол файлды алып тастаңыз немесе құжатты «PDF ретінде басып шығару» арқылы қайта сақтаңыз.',
  EVIDENCE_PDF_FORM:
    'PDF құжатында толтырылатын өрістер бар. Оны «PDF ретінде басып шығару» арқылы қайта сақтаңыз немесе фотоға түсіріңіз.',
  EVIDENCE_PDF_PAGES: 'PDF құжатында бет тым көп: ең көбі {pages}. Тек керек беттерін жіберіңіз.',
};

/** Sentences about files of evidence: the fault and a way out. */
export const evidenceMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    EVIDENCE_EMPTY: 'Файл пуст. Откройте его на телефоне и, если он открывается, выберите снова.',
    EVIDENCE_INCOMPLETE: 'Файл пришёл не целиком. Отправьте его снова.',
    EVIDENCE_TOO_LARGE:
      'Файл слишком большой: не больше {megabytes} МБ. Уменьшите фото или разделите документ на части.',
    EVIDENCE_TYPE:
      'Такой файл не принимается: нужно фото JPEG, PNG или WebP либо документ PDF. Переименовать файл недостаточно, сохраните его в таком виде.',
    EVIDENCE_HEIC:
      'Этот сервер не открывает фото HEIC. Сохраните фото как JPEG и выберите снова; на iPhone: Настройки → Камера → Форматы → «Наиболее совместимые».',
    EVIDENCE_ANIMATED: 'Это движущаяся картинка. Выберите обычное фото или сделайте снимок экрана.',
    EVIDENCE_TOO_MANY_PIXELS:
      'Фото слишком большое: не больше {megapixels} мегапикселей. Уменьшите его и выберите снова.',
    EVIDENCE_DAMAGED: 'Файл повреждён или неполон. Откройте его на телефоне и, если он открывается, выберите снова.',
    EVIDENCE_TOO_COMPLEX:
      'На обработку файла не хватает памяти или времени. Уменьшите фото, отсканируйте документ заново или выберите другое фото.',
    EVIDENCE_PDF_LOCKED: 'Документ PDF защищён паролем. Снимите защиту или сфотографируйте документ.',
    EVIDENCE_PDF_SCRIPT:
      'В документе PDF есть программа, такие документы не принимаются. Сохраните его заново через «Печать в PDF» или сфотографируйте.',
    EVIDENCE_PDF_ATTACHMENT:
      'Внутри документа PDF вложен другой файл. Удалите вложение или сохраните документ заново через «Печать в PDF».',
    EVIDENCE_PDF_FORM:
      'В документе PDF есть поля для заполнения. Сохраните его заново через «Печать в PDF» или сфотографируйте.',
    EVIDENCE_PDF_PAGES: 'В документе PDF слишком много страниц: не больше {pages}. Отправьте только нужные.',
  },
  en: {
    EVIDENCE_EMPTY: 'The file is empty. Open it on the phone and, if it opens, choose it again.',
    EVIDENCE_INCOMPLETE: 'The file did not arrive whole. Send it again.',
    EVIDENCE_TOO_LARGE: 'The file is too large: at most {megabytes} MB. Make the photo smaller or split the document.',
    EVIDENCE_TYPE:
      'This kind of file is not accepted: a JPEG, PNG or WebP photo or a PDF document is needed. A new name is not enough; save the file as one of these.',
    EVIDENCE_HEIC:
      'This server cannot open HEIC photos. Save the photo as JPEG and choose it again; on an iPhone: Settings → Camera → Formats → “Most Compatible”.',
    EVIDENCE_ANIMATED: 'This picture moves. Choose an ordinary photo or take a screenshot.',
    EVIDENCE_TOO_MANY_PIXELS:
      'The photo is too large: at most {megapixels} megapixels. Make it smaller and choose it again.',
    EVIDENCE_DAMAGED: 'The file is damaged or incomplete. Open it on the phone and, if it opens, choose it again.',
    EVIDENCE_TOO_COMPLEX:
      'Processing the file takes too much memory or time. Make the photo smaller, scan the document again or choose another photo.',
    EVIDENCE_PDF_LOCKED:
      'The PDF document is protected by a password. Remove the protection or photograph the document.',
    EVIDENCE_PDF_SCRIPT:
      'The PDF document contains a program; such documents are not accepted. Save it again with “Print to PDF”, or photograph it.',
    EVIDENCE_PDF_ATTACHMENT:
      'Another file is embedded in the PDF document. Remove it, or save the document again with “Print to PDF”.',
    EVIDENCE_PDF_FORM: 'The PDF document has fields to fill in. Save it again with “Print to PDF”, or photograph it.',
    EVIDENCE_PDF_PAGES: 'The PDF document has too many pages: at most {pages}. Send only those that are needed.',
  },
};
