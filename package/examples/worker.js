import { dispatch } from '../index.js';

addEventListener('message', async ({ data }) => {
  const { guests } = await dispatch(data);
  postMessage(
    guests.map(({ name, used, measured }) => ({ name, used: used.mean, shown: measured.processor.mean })),
  );
});
