import type { CounterNature } from './nature';
import {
  AVERAGE,
  BULK,
  BUSY,
  COUNT,
  DISK_MEAN_QUEUE,
  DISK_QUEUE,
  DISK_RESPONSE,
  DISK_TIME,
  DURATION,
  ELAPSED,
  HOSTS_OWN,
  IDLE,
  LEVEL,
  MEMORY,
  MODE,
  NOMINAL,
  POWER,
  QUEUE,
  RATIO,
  SAMPLES,
  SHARE,
} from './nature';

/** Objects that Windows itself brings, whose rates are known to be rates. */
const WINDOWS =
  '(processor( information)?|process( v2)?|thread|system|memory|paging file|cache|objects|physicaldisk|logicaldisk|network (interface|adapter|inspection system)|server( work queues)?|redirector|browser|terminal services.*|tcpv[46]|udpv[46]|ipv[46]|icmp(v6)?|job object( details)?|numa node memory)';

/** Counters of Windows by `Object\Counter`, in English; the first that matches. Types as winperf.h and WMI name them. */
export const CATALOGUE: readonly [path: RegExp, nature: CounterNature][] = [
  [
    /^(vm (processor|memory)|hyper-v (hypervisor|vm |virtual machine|dynamic memory)|group (cpu|memory)|vcpu|physical cpu)/i,
    HOSTS_OWN,
  ],
  [/^(process( v2)?|thread|job object( details)?)\\% (processor|user|privileged) time/i, SHARE],
  [/^job object\\(current|this period|total) .*(processor|kernel|user)/i, SHARE],
  [/^processor( information)?\\% idle time$/i, IDLE],
  [/^processor( information)?\\% processor time$/i, BUSY],
  [/^processor( information)?\\% (user|privileged|interrupt|dpc|priority) time$/i, MODE],
  [/^system\\% total (processor|user|privileged|interrupt|dpc) time$/i, MODE],
  [/^processor( information)?\\% c\d time$/i, { ...POWER, type: 'PERF_100NSEC_TIMER' }],
  [/^processor( information)?\\c\d transitions/i, { ...POWER, type: 'PERF_COUNTER_BULK_COUNT' }],
  [
    /^processor( information)?\\(% of maximum|processor frequency|parking status|processor state|performance limit)/i,
    { ...POWER, type: 'PERF_COUNTER_RAWCOUNT' },
  ],
  [/^processor( information)?\\clock interrupts\/sec$/i, SAMPLES],
  [/^processor( information)?\\idle break events\/sec$/i, COUNT],
  [
    /^processor( information)?\\(% (processor (utility|performance)|privileged utility|performance limit)|average idle time)/i,
    POWER,
  ],
  [
    /^(processor( information)?\\dpc rate)$/i,
    {
      ...LEVEL,
      type: 'PERF_SAMPLE_COUNTER',
      trust: 'with care',
      inVm: 'Counted over one tick of the guest clock, whose length in a VM is anybody’s guess.',
      instead: 'DPCs Queued/sec over a longer time.',
    },
  ],
  [/^system\\processor queue length$/i, QUEUE],
  [/^system\\system up time$|\\elapsed time$/i, ELAPSED],
  [/disk\\current disk queue length$/i, DISK_QUEUE],
  [/disk\\% (idle|disk( read| write)?) time$/i, DISK_TIME],
  [/disk\\avg\. disk (read |write )?queue length$/i, DISK_MEAN_QUEUE],
  [/disk\\avg\. disk sec\//i, DISK_RESPONSE],
  [/disk\\avg\. disk bytes\//i, AVERAGE],
  [/disk\\% free space$|^memory\\% committed|^paging file\\%|^cache\\.*hits? %$/i, RATIO],
  [/disk\\free megabytes$/i, LEVEL],
  [/^network (interface|adapter)\\current bandwidth$/i, NOMINAL],
  [
    /^network (interface|adapter)\\(output queue length|offloaded connections|packets .*(errors|discarded|unknown))$/i,
    LEVEL,
  ],
  [
    /^gpu engine\\/i,
    {
      ...DURATION,
      type: 'of the graphics driver',
      sampled: "The graphics driver's own time stamps.",
      instead: "The host's figures of the device, where it is passed through or shared.",
    },
  ],
  [/^memory\\long-term average standby cache lifetime/i, DURATION],
  [/\\io (read|write|data|other) bytes\/s/i, BULK],
  [new RegExp(`^${WINDOWS}\\\\.*bytes.*/sec$`, 'i'), BULK],
  [new RegExp(`^${WINDOWS}\\\\.*/sec$`, 'i'), COUNT],
  [/^memory\\/i, MEMORY],
  [
    /^(process( v2)?)\\(working set( - private| peak)?|(private|virtual|page file|pool (paged|nonpaged)) bytes( peak)?|handle count|thread count|priority base|id process|creating process id|process id)$/i,
    LEVEL,
  ],
  [
    /^thread\\(priority (base|current)|thread (state|wait reason)|id (thread|process)|start address)$/i,
    LEVEL,
  ],
  [/^(system|objects)\\(processes|threads|events|mutexes|sections|semaphores|file .*|exception .*)$/i, LEVEL],
  [/^(tcpv[46]|udpv[46]|ipv[46]|icmp.*)\\/i, LEVEL],
  [/^cache\\/i, LEVEL],
];
