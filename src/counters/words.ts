import type { CounterNature } from './nature';
import {
  BULK,
  BUSY,
  COUNT,
  DISK_MEAN_QUEUE,
  DISK_QUEUE,
  DISK_RESPONSE,
  DISK_TIME,
  DURATION,
  ELAPSED,
  IDLE,
  LEVEL,
  MODE,
  QUEUE,
  RATIO,
  SHARE,
} from './nature';

/** Words that tell what kind of figure a counter is, in the languages in which logs are found. */
const RATE =
  /\/ ?(s|sec|sek|seg|с|сек|秒|초)\.?$|(?<!\p{L})(per|par|por|pro|в|na) (s|sec|second|seconde|segundo|sekunde|сек|с|sekundę)\.?$/iu;
const SHARE_OF_TIME =
  /(%|percent|prozent|pourcent|процент|百分|パーセント).*(time|zeit|temps|tiempo|tempo|времен|czas|čas|загружен|актив|работ|时间|時間|시간|utili[sz]ation|auslastung|usage|belegt|busy)|(time|zeit|temps|tiempo|tempo|czas|čas|时间|時間|시간).*\(%\)|utili[sz]ation percentage/iu;
const IDLING = /idle|leerlauf|inactiv|inattiv|inativ|бездейств|простоя|bezczyn|nečinn|空闲|アイドル|유휴/iu;
const QUEUEING =
  /queue|warteschlang|file d'attente|(?<!\p{L})(cola|coda|fila)(?!\p{L})|очеред|kolejk|front(a|y)|队列|キュー|큐/iu;
const MEAN = /avg|average|mittl|durchschn|moyen|promedio|medi[ao]|médi|средн|średni|průměr|平均|평균/iu;
const EACH =
  /\/ ?(transfer|read|write|übertrag|lese|schreib|lectur|écritur|transfer|escritur|trasfer|scrittur|leitur|grava|traitement|request|operation)/iu;
const SECONDS =
  /(?<!\p{L})(sec|sek|seg|segundos|s|ms|msec|µs|seconds?|secondes|сек|с)(?!\p{L})|millisec|время|latenc|response time|duration|lifetime|delay/iu;
const SIZE =
  /(?<!\p{L})(bytes?|octets?|[kmg]i?b|[kmg]bytes)(?!\p{L})|байт|bajt|バイト|字节|바이트|mégaoctets|megabytes/iu;
const NUMBER =
  /count$|anzahl|nombre|número|numero|счетчик|liczba|počet|number|total$|active|current|length|size|#/iu;
const UPTIME = /up time|uptime|elapsed|betriebszeit|verstrichen/iu;
const DISKS = /disk|datenträger|disque|disco|диск|dysk|磁盘|ディスク|디스크/iu;
const PROCESSES =
  /process(?!or|eur)|prozess(?!or)|thread|subproces|hilo|proceso(?!r)|processo(?!r)|процесс(?!ор)|поток|进程|プロセス(?!サ|ッ)|프로세스/iu;
const PROCESSORS =
  /processo?r|prozessor|processeur|procesador|процессор|procesor|处理器|プロセッサ|프로세서/iu;

/**
 * What a counter that no table names most likely is, by the words in it; null where they say nothing.
 * @param object its object, in English where that is known
 */
export function natureByWords(object: string, counter: string): CounterNature | null {
  const disk = DISKS.test(object);
  if (UPTIME.test(counter)) return ELAPSED;
  if (SHARE_OF_TIME.test(counter)) {
    if (disk) return DISK_TIME;
    if (PROCESSES.test(object)) return SHARE;
    if (PROCESSORS.test(object))
      return IDLING.test(counter)
        ? IDLE
        : /processor|prozessor|processeur|procesador|processore|процессор|загружен|处理器|プロセッサ/iu.test(
              counter,
            )
          ? BUSY
          : MODE;
    return { ...MODE, type: 'a timer, by its name' };
  }
  if (QUEUEING.test(counter)) return disk ? (MEAN.test(counter) ? DISK_MEAN_QUEUE : DISK_QUEUE) : QUEUE;
  if (MEAN.test(counter) && SECONDS.test(counter) && (disk || EACH.test(counter)))
    return disk ? DISK_RESPONSE : DURATION;
  if (RATE.test(counter)) return SIZE.test(counter) ? BULK : COUNT;
  if (SIZE.test(counter)) return LEVEL;
  if (/%|percent|процент|百分/iu.test(counter)) return RATIO;
  if (SECONDS.test(counter) || /(?<!\p{L})(time|temps|tiempo|tempo)(?!\p{L})|zeit/iu.test(counter))
    return DURATION;
  if (NUMBER.test(counter)) return LEVEL;
  return null;
}
