"""The addresses of the page of the public page, under /c/<circle>/page/. None names the page or its forms."""

from django.urls import path

from toolbox.kernel.projects.pages import bell, editing, front, overview, pausing, poster, public

urlpatterns = [
    path("", overview.public_page, name="public_page"),
    path("words/", front.words, name="page_words"),
    path("publish/", front.publish, name="page_publish"),
    path("preview/", public.preview, name="page_preview"),
    path("poster/", poster.poster, name="page_poster"),
    path("forms/", editing.add, name="page_add_form"),
    path("forms/<row:form>/", editing.form, name="page_form"),
    path("forms/<row:form>/words/", editing.form_words, name="page_form_words"),
    path("forms/<row:form>/preview/", public.form_preview, name="page_form_preview"),
    path("forms/<row:form>/pause/", pausing.pause, name="page_form_pause"),
    path("forms/<row:form>/bell/", bell.form_bell, name="page_form_bell"),
    path("forms/<row:form>/remove/", editing.remove_form, name="page_form_remove"),
    path("forms/<row:form>/question/", editing.question, name="page_question_new"),
    path("forms/<row:form>/question/<int:number>/", editing.question, name="page_question"),
]
