// Loaded by the desk when its camera is opened in a browser that cannot read codes by itself.
export { BarcodeDetector as QrReader } from 'qr/decode.js';
