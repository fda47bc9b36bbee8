import { serve } from './serve';

// The page hands over a port, whose other end it gives to whoever wants the worker.
self.addEventListener('message', ({ ports: [port] }: MessageEvent) => serve(port), { once: true });
