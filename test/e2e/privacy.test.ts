import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { further } from './further';
import { EVERY_PLACE, startRig } from './page';
import type { Rig, Visit } from './page';

/** Someone who listens: whatever leaves the page for this machine's ports is heard, whatever the browser says. */
let heard = 0;
let tcp: Server;
let udp: Socket;
let rig: Rig;

beforeAll(async () => {
  // Else Chromium keeps a peer connection from this very machine's own addresses.
  rig = await startRig(['--allow-loopback-in-peer-connection']);
  tcp = createServer((_, response) => {
    heard++;
    response
      .setHeader('Access-Control-Allow-Origin', '*')
      .setHeader('Content-Type', 'text/html')
      .end('heard');
  });
  tcp.on('connection', () => heard++);
  udp = createSocket('udp4');
  udp.on('message', () => heard++);
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  tcp.close();
  udp.close();
  await rig.close();
});
beforeEach(() => {
  heard = 0;
});

const listener = () => `127.0.0.1:${(tcp.address() as AddressInfo).port}`;

/** Every way by which a script could send something out, tried in the page; each says how it ended. */
const tryAll = (visit: Visit) =>
  visit.page.evaluate(async (host) => {
    const told = async (run: () => Promise<unknown>) => {
      try {
        return String(await run());
      } catch (error) {
        return `stopped: ${(error as Error).name}`;
      }
    };
    const loaded = (element: HTMLElement) =>
      new Promise((resolve, reject) => {
        element.onload = () => resolve('left');
        element.onerror = () => reject(new Error('error'));
        document.head.append(element);
      });
    const inWorker = (code: string) =>
      new Promise((resolve, reject) => {
        const source = `(async () => { ${code} })().then(() => postMessage('left'), (e) => postMessage('stopped: ' + e.name))`;
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => reject(new Error('error'));
      });
    const make = <T extends HTMLElement>(tag: string, properties: Partial<T>) =>
      Object.assign(document.createElement(tag) as T, properties);
    return {
      fetch: await told(() => fetch(`http://${host}/`)),
      request: await told(
        () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = resolve;
            request.onerror = () => reject(new Error('error'));
            request.open('POST', `http://${host}/`);
            request.send('demand');
          }),
      ),
      socket: await told(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://${host}/`);
            socket.onopen = resolve;
            socket.onerror = () => reject(new Error('error'));
          }),
      ),
      events: await told(
        () =>
          new Promise((resolve, reject) => {
            const source = new EventSource(`http://${host}/`);
            source.onopen = resolve;
            source.onerror = () => reject(new Error('error'));
          }),
      ),
      image: await told(() => loaded(make<HTMLImageElement>('img', { src: `http://${host}/i.png` }))),
      script: await told(() => loaded(make<HTMLScriptElement>('script', { src: `http://${host}/s.js` }))),
      style: await told(() =>
        loaded(make<HTMLLinkElement>('link', { rel: 'stylesheet', href: `http://${host}/s.css` })),
      ),
      workerFetch: await told(() => inWorker(`await fetch('http://${host}/')`)),
      workerImport: await told(() => inWorker(`importScripts('http://${host}/s.js')`)),
      peer: await told(async () => {
        if (typeof RTCPeerConnection === 'undefined') throw new Error('there is none');
        return 'left';
      }),
      beacon: navigator.sendBeacon(`http://${host}/`, 'demand') && 'asked',
    };
  }, listener());

/** Every way by which a text could become what runs, tried in the page; each says how it ended. */
const madeOfText = (visit: Visit) =>
  visit.page.evaluate(() => {
    const told = (run: () => unknown) => {
      try {
        return String(run());
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      told(() => (document.body.innerHTML = '<img src="x" onerror="1">')),
      told(() => document.createElement('script').setAttribute('src', 'https://example.org/s.js')),
      told(() => (document.createElement('script').textContent = 'document.title = "script"')),
      told(() => new Worker('data:text/javascript,1')),
    ];
  });

describe.each(EVERY_PLACE)('%s', (_, address) => {
  test('every way out of the page and its workers is stopped, and no text becomes markup, a script or a worker', async () => {
    const visit = await rig.open(address(rig));
    const { beacon, ...ways } = await tryAll(visit);
    for (const [way, ended] of Object.entries(ways)) expect(`${way} ${ended}`).toMatch(/ stopped: /);
    // A beacon is accepted and then dropped: only who listens can tell, once what was asked for later has come.
    expect([false, 'asked']).toContain(beacon);
    await (await rig.open(rig.address)).close();
    expect(heard).toBe(0);
    expect(await madeOfText(visit)).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
    await visit.close();
  });
});

test('without the policy the same ways are heard, so that silence means something', async () => {
  const visit = await rig.open(`http://${listener()}/`);
  heard = 0;
  const { fetch, workerFetch, beacon } = await tryAll(visit);
  expect([fetch, workerFetch, beacon]).toEqual(['[object Response]', 'left', 'asked']);
  expect(heard).toBeGreaterThanOrEqual(3);
  await visit.close();
});

further(
  'a peer connection would be heard, whatever the policy says: that is why the page gives it up',
  async () => {
    const visit = await rig.open();
    const frame = await visit.page.evaluateHandle(() =>
      document.body.appendChild(document.createElement('iframe')),
    );
    const empty = await frame.asElement()?.contentFrame();
    await empty?.evaluate(async (port) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
      peer.createDataChannel('any');
      await peer.setLocalDescription(await peer.createOffer());
    }, udp.address().port);
    await expect.poll(() => heard).toBeGreaterThan(0);
    await visit.close();
  },
);
