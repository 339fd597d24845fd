export type DocumentDialog =
  | 'review'
  | 'submit'
  | 'effective'
  | 'withdraw'
  | 'version'
  | 'share-version'
  | 'share-document'
  | 'retitle';
