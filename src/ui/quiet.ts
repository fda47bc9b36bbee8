/**
 * The page's policy stops every request, but browsers do not count WebRTC among them (measured: a peer connection
 * under `connect-src 'none'` still sends its STUN packets). Nothing here needs it, so the page gives it up before
 * any other code of it runs.
 */
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name);

/** A figure that somebody embeds by the page's own address. */
if (/[?&]embed=/.test(location.search)) location.replace(`embed/index.html${location.search}`);
