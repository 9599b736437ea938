"""The reception desk (Luật Tiếp công dân, NĐ 154/2026): visits, who came before, the waiting room, letters."""
