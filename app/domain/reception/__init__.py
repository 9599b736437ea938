"""Reception of citizens (tiếp công dân): visits, groups, grounds of refusal, the waiting room."""
