"""Named questions to the database. Lists of cases go through scope.visible_to."""
