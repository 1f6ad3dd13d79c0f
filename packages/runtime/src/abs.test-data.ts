/**
 * A module made by IREE's own compiler of 2023-04 (`iree-compile --iree-hal-target-backends=vmvx
 * --iree-vm-emit-polyglot-zip=false`) from the text below. Its host code is what upstream makes of a
 * program; tests put executables of our formats in the place of its own.
 */
import { inflateRawSync } from 'node:zlib';

/** What was compiled. */
export const absSource = `func.func @abs(%input : tensor<4xf32>) -> (tensor<4xf32>) {
  %result = math.absf %input : tensor<4xf32>
  return %result : tensor<4xf32>
}`;

/** Read-only data of the module: its executable, and the format the executable has. */
export const absRodata = { executable: 0, format: 2 } as const;

const deflated = [
  'lVddaBzXFf7mZ8ern12tHNmoqh7WjijBdbZbWZRQgmMix1T9wwRjr5ySzWg1im66f5md3Whb0w4hFLX4wS15yIOhhuYh',
  'hFJKyUNo+zCEEvzQBj+E4oc+6KGEUEKogyrJUqzpnnvPaGYlxaUr7G/uvec799xzz7n3njtZYBjA3LPPPAMAL9wLwyJ9',
  'GEDRAGYMwDeAVQNY04HrBvDaIAmM4K1BIAfAAlBrLLarDvCHe2FI+qg/D8AEoOuaRF8Hqjrwgg75I/gny3x2LwzTiPWV',
  'y6IuPGAcgMayJuMRxizjKOM44xTjVxmnGS8wfofxWcbnGH/C+AbjrxnfZvwT4/uMf2P8lHGTMWQc1KQb8cFnam3Dyq2w',
  'F1rStmhdacYhxqOMX2KcZHyU8RTj1xmfYF1PMV5g/B7jJZYrc/slbtcYVxh/yvgzxl8y3mTebxjfY7zD+A/GfzHeY7Q0',
  'xZ9gLDA+xVhlfJXxdcZbjL9nvMP4EeOmpvRP6gof1VX/ecbT62FI/WfXw3CSbaF/319XsUkyGfa7vdAq1KrCpXjsrIdh',
  'FGMk94kG3NWAdzXgpgasaMAlDXhMA4Y14BP2wVs9+es8x20NeITyyALyFrCWAm6mgFIKGE8BH5rADRM4ZwIfG8AtA7ho',
  'ALke3tGBVV2tI62rda/ymhct4FuW+r5mqXaqlxOvWcB1C/itBfzFAj7s4fn/qHVQmp7o1AoL7aUlxwV+wP1j1L9sVwtN',
  '0XSqou6Uq3a30fbIB36SSzJLTr3iAG9w/0jU76w4lbZnL1QdvMNjQ9HYotMRFQd/5f6JuL9VcUXTa7jlluPtzbrOco9E',
  'cpVGrWbXF8ts+NiGGs9F46q/3BHOK2TzzMa++Zn3Xe7PRv12tdqo2F7DBZZ5jPJRfGMGK8n2mWmsJtrLdhW/2gjD6Dx7',
  'k8cofoqumHXPl2X8TCjZ/W4tVFzH9hzg7xsqHon7Meugs6woVQjp2z2XF+xXbOFhcDPmTG4qTkrNKyfN9XGimYCnN2N7',
  'L23Ge1p0Xddli48xN97KWMGrCf7rffw5xe+o8zbe7sLLbaftsDJpw/sJ2+9uJtbrum5ZzMk47Oe73QJtBuXgVswd21Jc',
  'U3KVr/dxEzsLnN2Kbb+4lbRdzAoh5Nrze/xDQjLhx18kdN1kXQNqDUIIQW7Al1lXf9gWFkWraXuVZXywFYZTrGONdWRY',
  'x6wQ7tycdCe+crieZru1XO63Ezh5P/bPzP2kb5VVU4frUrsjGvXygu26wpH+qid0+ff7fE1mfdH6lkTdroofOfhdgh8c',
  'sMWV99gh/D0nf5rgY/vgXh9nfiLt9860U9vx/jy53RfnQswqxx7Gt1stx/WAlxL8a9vxOVJ05+aUAvdQfmT82wn+n7f7',
  '4sOd4/gY7ePvTY2PtuN1b233+20uMe9ecEdfDnByJ7H/Owmfdfrzw1kptJZt11ks86EM4Pkd9R7R9r21ru3EZx69Ua73',
  '65WxcGvn4P68txOG5wz1prvL44ecLUsNt2bTuj/fic/zTq2z8vhC13MqjUXn8aWF8c9jP4h6s+3lizjNfWSr59RblOX8',
  'hMSPow+kcLzHojdmVov6TFhI4YYBdDNKMKf5mYxce0Y9q4YNZAwpmhmVWjLGMAYsZKalFdRCGpmc3NeMJsMrkwdODGHE',
  '5GmGMZLjzyyyOYyE/DuKDMGYGjsmbwwZnrqf1vgGMfxROb8/31PnpxBxNTrnfTMYwqB8jdALwqc9C3pMv0S5Ktdh+qVh',
  'NWL6PY4/Kl3ll3rr9S36F6T8LAbkXCWiwkQqOAILWZB8yVJ9pp+CCQMaLP/KMZxVTpyVbuvOD5AtbJuODCxfDwzQH4Ic',
  'shiEgZSfk3dtaZA0WrB8IzAwKP+AUlrNY/k6NBljpSPKbssHSjn61mH6ZAH8+Sy1+71hBkehBbQiYH5UydOITtFOXsEV',
  '4KTa5w1N2W1IL4RhrMdCSlqs/EpzXZVe7T5HJ92SLarOYt5r5On6zTfqeU/UnGZD1D0SmIZKo3y94eVb7Waz4XrOYl7U',
  '896yk680ak1JrzTqS+LFtmvTUSvt6ebgU+wdUQGjqVDSEe+j7o9qKhxkreOXMjRiQPeNwPR1GDDxdG+bcMYkP2GSOsiR',
  '80OyRFM7k4bua1xZ6FJvT8SfP6p0KQ8YUsYIaERTtd5AFJhGcMXAH1W8bijL94IW/qiU9udHDkSqHpiBEWiBis7Lu0pD',
  'lz+6A1G0I7gKpS/NGZqV0R3naxom0hiW/w8ix620lDcxhRlEaUf9OYxhXN7mk5jCYziNIv6f36Sh7KL6N/dA3dNk6zl+',
  '61PGDOuq3qV6Y3+9+/yDuN6d5LOT6l2D66LbdC+wTnnHPFBn7xTXq/ZCqxw9FMrF8otO3XFFpSzfQLmH1IjHGU8kal6S',
  '/Rq3v/kFtW6F8YeMLzN2GX3GnzPO7Kpa6sJufy11effhtVSKdVUpz+lu5jtJ43pT4zr7zd1ETdKpFaqi5T0ZFy1nSdft',
  '3cPrmbXd/jf8v3f73/AUoFF76cw0ctz+X35/IoxrHbrHRfQrdxBdLVG9R7s6AAM3yIcZ1ZPV46vBxEhEsSjtJ2TqyWSa',
  '0ANlm+Zf/jb2MpbOv+5FYuq4omNBkVdVHq2dIa/qWMuR8NqMJlunVEwqLUD3ajQh5dLBHIqyi/IlqmNUDubAVxXGMYm8',
  'jKqH//4L',
].join('');

/** The module file. */
export function absModuleBytes(): Uint8Array {
  return new Uint8Array(inflateRawSync(Buffer.from(deflated, 'base64')));
}
