# The host of the bench in SimPy: guests with exponential bursts and waits share processors in turn, each takes ticks.
# Usage: dispatch-simpy.py guests processors burst wait tick slice seconds (times in 100 ns); prints the wall seconds.
import random
import sys
import time

import simpy

guests, processors = int(sys.argv[1]), int(sys.argv[2])
burst, wait, tick, turn = (float(word) * 1e-7 for word in sys.argv[3:7])
seconds = float(sys.argv[7])
env = simpy.Environment()
cpus = simpy.Resource(env, capacity=processors)
state = ['waits'] * guests
used = [0.0] * guests
busy, delivered, held = [0] * guests, [0] * guests, [0] * guests


def run(g):
    while True:
        yield env.timeout(random.expovariate(1 / wait))
        left = random.expovariate(1 / burst)
        while left > 1e-12:
            state[g] = 'ready'
            with cpus.request() as request:
                yield request
                state[g] = 'runs'
                busy[g] += held[g]
                delivered[g] += held[g]
                held[g] = 0
                part = min(turn, left)
                yield env.timeout(part)
                used[g] += part
                left -= part
        state[g] = 'waits'


def clock(g):
    yield env.timeout(random.random() * tick)
    while True:
        if state[g] == 'ready':
            held[g] += 1
        else:
            delivered[g] += 1
            busy[g] += state[g] == 'runs'
        yield env.timeout(tick)


for g in range(guests):
    env.process(run(g))
    env.process(clock(g))
start = time.perf_counter()
env.run(until=seconds)
print(time.perf_counter() - start, sum(used) / guests / seconds)
