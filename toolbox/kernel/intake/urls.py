"""The addresses of the inbox, under /c/<circle>/inbox/."""

from django.urls import path

from toolbox.kernel.intake.pages import (
    covering,
    files,
    handing,
    holding,
    inbox,
    item,
    printing,
    removing,
    saying,
    several,
    unread,
)

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("next/", several.next_one, name="inbox_next"),
    path("several/", several.several, name="inbox_several"),
    path("print/", printing.all_open, name="inbox_print"),
    path("new/<row:envelope>/", unread.envelope, name="inbox_new"),
    path("new/<row:envelope>/take/", unread.take, name="inbox_take"),
    path("new/<row:envelope>/destroy/", removing.unread, name="inbox_new_destroy"),
    path("new/<row:envelope>/files/<row:enclosed>/", files.of_envelope, name="inbox_new_file"),
    path("new/<row:envelope>/files/<row:enclosed>/picture/", files.picture_of_envelope, name="inbox_new_picture"),
    path("<row:record>/", item.item, name="inbox_item"),
    path("<row:record>/answer/", saying.answer, name="inbox_answer"),
    path("<row:record>/close/", saying.close, name="inbox_close"),
    path("<row:record>/holder/", holding.holder, name="inbox_holder"),
    path("<row:record>/mark/", holding.mark, name="inbox_mark"),
    path("<row:record>/cover/", covering.cover, name="inbox_cover"),
    path("<row:record>/hand-on/", handing.hand_on, name="inbox_hand_on"),
    path("<row:record>/destroy/", removing.record, name="inbox_destroy"),
    path("<row:record>/print/", printing.one, name="inbox_item_print"),
    path("<row:record>/files/<row:attached>/", files.of_record, name="inbox_file"),
    path("<row:record>/files/<row:attached>/picture/", files.picture_of_record, name="inbox_picture"),
]
