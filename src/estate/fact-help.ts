import type { FactId } from './fact-fields';

/** What each fact is, in a sentence for whoever is asked for it; the planner's worker does without. */
export const FACT_HELP: Readonly<Record<FactId, string>> = {
  cores: 'Physical cores, or the virtual processors of a VM.',
  threads: 'Hardware threads of all cores: the processors that Windows counts.',
  rating: 'Speed of one core, in the unit of the hosts’ rating.',
  memory: 'Installed memory.',
  floor: 'Least memory that ballooning must leave it.',
  image: 'Guests of one image share pages on a host that can.',
  os: 'Operating system, as words.',
  bits: 'Of its operating system; under one shared image a workload of 32 bits keeps within 4 GiB.',
  osBase: 'Memory that the operating system itself takes.',
  class:
    'What its work is like: supplies the shares of kernel and interrupt time that counters did not give (an assumption).',
  measured: 'Decides which overheads its figures hold already.',
  present: 'Platform on which a virtual server was measured: what that costs is in its figures.',
  smt: 'Hyper-V’s core scheduler: a VM without SMT takes a whole core for each virtual processor.',
  dedicated: 'Gets processors of its own.',
  native: 'Stays on its own machine.',
  together: 'Servers with the same word go onto one host.',
  apart: 'Servers that share a word go onto different hosts; several words separated by ;',
  host: 'Must go onto the host of this name.',
};
