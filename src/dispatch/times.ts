import type { Time, Wait } from './experiment';

/** Mean of a random time, ms; infinite for `never`. */
export function meanMs(time: Time | Wait): number {
  switch (time.kind) {
    case 'never':
      return Infinity;
    case 'trace':
      return time.ms.reduce((sum, each) => sum + each, 0) / time.ms.length;
    case 'mixture': {
      const weight = time.parts.reduce((sum, part) => sum + part.weight, 0);
      return time.parts.reduce((sum, part) => sum + part.weight * part.meanMs, 0) / weight;
    }
    default:
      return time.meanMs;
  }
}

/** Mean of the square of a random time, ms². */
export function secondMomentMs2(time: Time): number {
  switch (time.kind) {
    case 'constant':
      return time.meanMs ** 2;
    case 'uniform':
      return (4 / 3) * time.meanMs ** 2;
    case 'exponential':
      return 2 * time.meanMs ** 2;
    case 'trace':
      return time.ms.reduce((sum, each) => sum + each * each, 0) / time.ms.length;
    case 'mixture': {
      const weight = time.parts.reduce((sum, part) => sum + part.weight, 0);
      return (
        time.parts.reduce((sum, { weight: w, label: _, ...part }) => sum + w * secondMomentMs2(part), 0) /
        weight
      );
    }
  }
}
