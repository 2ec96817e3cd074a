"""Addresses of needs and offers, below the circle's."""

from django.urls import path

from toolbox.tools.needs.pages import board, doing, errands, matching, money, need, offers, posting, printing, writing

urlpatterns = [
    path("", board.needs, name="needs"),
    path("bring-in/", board.bring_in, name="needs_bring_in"),
    path("new/", writing.new, name="need_new"),
    path("fill/", matching.fill, name="needs_fill"),
    path("money/", money.open_ones, name="needs_money"),
    path("print/", printing.several, name="needs_print"),
    path("packet/", printing.packet, name="needs_packet"),
    path("packet/back/", printing.counted, name="needs_packet_back"),
    path("sent/<row:sent>/", writing.take_on, name="needs_take_on"),
    path("offers/", offers.offers, name="offers"),
    path("offers/new/", offers.new, name="offer_new"),
    path("offers/<row:offer>/", offers.offer, name="offer"),
    path("offers/<row:offer>/what/", matching.what, name="offer_what"),
    path("offers/<row:offer>/edit/", offers.edit, name="offer_edit"),
    path("offers/<row:offer>/log/", offers.log, name="offer_log"),
    path("offers/<row:offer>/do/", offers.do, name="offer_do"),
    path("<row:need>/", need.need, name="need"),
    path("<row:need>/edit/", writing.edit, name="need_edit"),
    path("<row:need>/who/", matching.who, name="need_who"),
    path("<row:need>/choose/", matching.choose, name="need_choose"),
    path("<row:need>/errand/", errands.errand, name="need_errand"),
    path("<row:need>/posted/", posting.posted, name="need_posted"),
    path("<row:need>/money/", money.lay_out, name="need_lay_out"),
    path("<row:need>/paid/", money.mark, name="need_paid"),
    path("<row:need>/receipts/<row:bill>/", money.receipt, name="need_receipt"),
    path("<row:need>/print/", printing.one, name="need_print"),
    path("<row:need>/copy/", writing.copy, name="need_copy"),
    path("<row:need>/log/", doing.log, name="need_log"),
    path("<row:need>/wait/", doing.wait, name="need_wait"),
    path("<row:need>/do/", doing.do, name="need_do"),
    path("<row:need>/end/", doing.end, name="need_end"),
    path("<row:need>/destroy/", doing.destroy, name="need_destroy"),
]
