import type { Catalogue } from '../../http/language.js';

const kk = {
  DEMAND_IN_FUTURE: 'Талап келген уақыт қазіргі сәттен кеш бола алмайды. Уақытын тексеріңіз.',
  DEMAND_SETTLED: 'Бұл талап бойынша басқа шешім бұрын жазылған. Бетті жаңартып, тексеріңіз.',
  DEMAND_UNKNOWN: 'Мұндай талап жоқ. Бетті жаңартып, қайталаңыз.',
  DISK_RESERVED: 'Серверде файлға орын қалмады. Есепті файлсыз сақтай беріңіз, файлды кейінірек жіберіңіз.',
  EVIDENCE_FILE_UNKNOWN: 'Мұндай файл жоқ немесе ол өшірілген. Файлды қайта таңдаңыз.',
  EVIDENCE_QUOTA:
    'Колледждің осы маусымдағы файлдарына бөлінген орын таусылды: ең көбі {files} файл, {megabytes} МБ. Керек емес файлдарын өшіріңіз немесе ұйымдастырушыға айтыңыз.',
  EVIDENCE_NOT_READY: 'Файл әлі тексеріліп жатыр. Бірнеше секундтан кейін қайталаңыз.',
  EVIDENCE_REFUSED: 'Бұл файл қабылданбады. Оны тізімнен алып тастаңыз да, басқасын таңдаңыз.',
  EVIDENCE_USED: 'Бұл файл басқа акцияға тіркелген. Басқа файл таңдаңыз.',
  UPLOAD_DIFFERS: 'Бұл нөмірмен ұзындығы басқа файл жіберілген. Файлды қайта таңдаңыз.',
  UPLOAD_IN_USE: 'Бұл файл акцияға тіркелген, сондықтан оны мұнда өшіруге болмайды. Акцияны түзетіңіз.',
  UPLOAD_INTERRUPTED: 'Файл толық жетпей үзілді. Жіберуді сол жерінен жалғастырыңыз.',
  UPLOAD_MALFORMED: 'Файлды жіберу сұрауы дұрыс емес. Бетті жаңартып, қайталаңыз.',
  UPLOAD_NOT_NAMED: 'Файлдың нөмірі (id) көрсетілмеген немесе дұрыс емес. Бетті жаңартып, қайталаңыз.',
  UPLOAD_OFFSET: 'Файлдың бұл бөлігі басқа жерінен басталады. Жіберуді сервер айтқан жерден жалғастырыңыз.',
  UPLOADS_AT_ONCE: 'Бір мезгілде ең көбі {most} файл жіберіледі. Біреуі біткенше күтіңіз.',
  UPLOADS_UNFINISHED:
    'Аяқталмаған файл тым көп: бір адамға ең көбі {most}, барлығы {megabytes} МБ. Басталғандарын аяқтаңыз немесе өшіріңіз.',
};

/** Sentences about uploads: the fault and a way out. */
export const uploadMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    DEMAND_IN_FUTURE: 'Требование не могло поступить позже этого момента. Проверьте время.',
    DEMAND_SETTLED: 'По этому требованию уже записан другой исход. Обновите страницу и проверьте.',
    DEMAND_UNKNOWN: 'Такого требования нет. Обновите страницу и повторите.',
    DISK_RESERVED: 'На сервере не осталось места для файлов. Сохраните отчёт без файлов и отправьте файлы позже.',
    EVIDENCE_FILE_UNKNOWN: 'Такого файла нет, или он удалён. Выберите файл снова.',
    EVIDENCE_QUOTA:
      'Место для файлов колледжа в этом сезоне исчерпано: не больше {files} файлов и {megabytes} МБ. Удалите ненужные файлы или обратитесь к организатору.',
    EVIDENCE_NOT_READY: 'Файл ещё проверяется. Повторите через несколько секунд.',
    EVIDENCE_REFUSED: 'Этот файл не принят. Уберите его из списка и выберите другой.',
    EVIDENCE_USED: 'Этот файл приложен к другой акции. Выберите другой файл.',
    UPLOAD_DIFFERS: 'Под этим номером отправлен файл другой длины. Выберите файл снова.',
    UPLOAD_IN_USE: 'Этот файл приложен к акции, поэтому здесь его не удалить. Исправьте акцию.',
    UPLOAD_INTERRUPTED: 'Отправка прервалась, файл пришёл не целиком. Продолжите с того же места.',
    UPLOAD_MALFORMED: 'Запрос на отправку файла неверен. Обновите страницу и повторите.',
    UPLOAD_NOT_NAMED: 'Номер файла (id) не указан или неверен. Обновите страницу и повторите.',
    UPLOAD_OFFSET: 'Эта часть файла начинается не там. Продолжите с места, которое назвал сервер.',
    UPLOADS_AT_ONCE: 'Одновременно отправляется не больше {most} файлов. Дождитесь конца одного из них.',
    UPLOADS_UNFINISHED:
      'Слишком много недосланных файлов: на человека не больше {most}, вместе {megabytes} МБ. Дошлите или удалите начатые.',
  },
  en: {
    DEMAND_IN_FUTURE: 'A demand cannot have arrived later than now. Check the time.',
    DEMAND_SETTLED: 'Another outcome of this demand is recorded. Refresh the page and check it.',
    DEMAND_UNKNOWN: 'There is no such demand. Refresh the page and try again.',
    DISK_RESERVED: 'The server has no room left for files. Save the report without files, and send them later.',
    EVIDENCE_FILE_UNKNOWN: 'There is no such file, or it was deleted. Choose the file again.',
    EVIDENCE_QUOTA:
      'The room for files of the college in this season is used up: at most {files} files and {megabytes} MB. Delete files that are not needed, or ask an organiser.',
    EVIDENCE_NOT_READY: 'The file is still being checked. Try again in a few seconds.',
    EVIDENCE_REFUSED: 'This file was not accepted. Take it off the list and choose another one.',
    EVIDENCE_USED: 'This file belongs to another action. Choose another file.',
    UPLOAD_DIFFERS: 'A file of another length was sent under this number. Choose the file again.',
    UPLOAD_IN_USE: 'This file belongs to an action, so it cannot be deleted here. Revise the action.',
    UPLOAD_INTERRUPTED: 'The upload was cut before the file was whole. Continue where it stopped.',
    UPLOAD_MALFORMED: 'The request of the upload is not right. Reload the page and try again.',
    UPLOAD_NOT_NAMED: 'The number of the file (id) is missing or wrong. Reload the page and try again.',
    UPLOAD_OFFSET: 'This part of the file begins elsewhere. Continue at the place that the server named.',
    UPLOADS_AT_ONCE: 'At most {most} files are sent at a time. Wait until one of them ends.',
    UPLOADS_UNFINISHED:
      'Too many unfinished uploads: at most {most} for one person, {megabytes} MB together. Finish or delete those that are begun.',
  },
};
