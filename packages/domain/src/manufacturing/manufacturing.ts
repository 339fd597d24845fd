export interface ManufacturingRows {}
