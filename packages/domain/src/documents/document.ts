export interface DocumentRows {}
