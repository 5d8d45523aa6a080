// Carryover
