export interface TicketRows {}
