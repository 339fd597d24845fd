/** People of the demo world, as they sign in. */
export const PASSWORD = 'crossflow-demo';
export const SPONSOR = 'camille.arnoux@exemplis.example';
export const CDMO = 'chen.lixing@yangben.example';
export const LICENSEE = 'lin.shuya@shili.example';
/** Everybody at the CDMO. */
export const CDMO_STAFF = [CDMO, 'gu.mingyuan@yangben.example', 'shen.lan@yangben.example', 'wu.ceshi@yangben.example'];
/** Of another program, in which nobody of the first one's sponsor is. */
export const OTHER_SPONSOR = 'otto.terz@thirdparty.example';
