"""Every URL of this audience. The cases themselves inspectors read through the queue, where nothing can be changed."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.oversight import board, statistics

bp = Blueprint("oversight", __name__)

door(bp, "/theo-doi", statistics.home, access=Action.STATISTICS_VIEW)
door(bp, "/giam-sat", board.board, access=Action.OVERSIGHT_VIEW)
door(bp, "/thong-ke", statistics.statistics, access=Action.STATISTICS_VIEW)
