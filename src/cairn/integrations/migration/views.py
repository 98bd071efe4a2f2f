"""The pages of imports: upload, dry run with its mapping, progress, report, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cairn.core.htmx import go, is_fragment, verb
from cairn.core.models import Run
from cairn.integrations import sheets
from cairn.integrations.migration import actions, policies, report
from cairn.integrations.migration.batch import choices_of
from cairn.integrations.migration.forms import MappingForm, UploadForm
from cairn.integrations.migration.queries import import_page, lines_of, may_take_back, recent_runs, visible_runs
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """All imports, and the form that begins one."""
    policies.demand_import(request.actor)
    is_too_large = bool(request.META.get("cairn.upload_too_large"))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, is_too_large=is_too_large)
    if form.is_valid():
        with refusals(form):
            run = actions.upload(form.cleaned_data["files"], by=request.actor)
            return go(request, org_url(request.organization, "migration:import", run_id=run.pk))
    return form_page(request, "migration/imports.html", {"runs": recent_runs(request.actor)}, form=form)


@require_GET
def import_(request: Request, run_id: UUID) -> HttpResponse:
    """One import: what it would do, how far it is, or what it did."""
    return _page(request, _run(request, run_id))


@require_POST
def mapping(request: Request, run_id: UUID) -> HttpResponse:
    """What words and names mean here; plans anew."""
    run = _run(request, run_id)
    form = MappingForm(run.report.get("mapping", {}), choices_of(run), request.POST)
    if form.is_valid():
        with refusals(form):
            actions.choose(run, form.choices(), by=request.actor)
            messages.success(request, _("Compared anew with your choices."))
            return go(request, org_url(request.organization, "migration:import", run_id=run.pk))
    return _page(request, run, form)


@require_http_methods(["POST", "DELETE"])
def loading(request: Request, run_id: UUID) -> HttpResponse:
    """POST carries the import out, DELETE takes it back."""
    run = _run(request, run_id)
    if verb(request) == "DELETE":
        gone = actions.take_back(run, by=request.actor)
        sentence = ngettext("%(count)d row was taken back.", "%(count)d rows were taken back.", gone)
        messages.success(request, sentence % {"count": gone})
    else:
        actions.begin(run, by=request.actor)
    return go(request, org_url(request.organization, "migration:import", run_id=run.pk))


@require_GET
def import_report(request: Request, run_id: UUID, form: str) -> HttpResponse:
    """The report as a file, CSV or XLSX."""
    run = _run(request, run_id)
    if form not in {"csv", "xlsx"}:
        raise Http404
    lines = lines_of(run)
    content = report.as_workbook(lines) if form == "xlsx" else report.as_csv(lines)
    response = HttpResponse(content, content_type=sheets.XLSX_TYPE if form == "xlsx" else sheets.CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="import-{run.created_at:%Y-%m-%d}.{form}"'
    return response


def _run(request: Request, run_id: UUID) -> Run:
    """The import, if this person may know of it; 404 otherwise, 403 for who may not import at all."""
    policies.demand_import(request.actor)
    found: Run = get_object_or_404(visible_runs(request.actor), pk=run_id)
    return found


def _page(request: Request, run: Run, form: MappingForm | None = None) -> HttpResponse:
    page = import_page(run, chosen=request.GET.get("show", ""), page=request.GET.get("page", ""))
    if request.method == "GET" and is_fragment(request) and not page.is_working:
        return go(request, request.get_full_path())  # it is done: what can be done now stands in the head of the page
    form = form or MappingForm(page.mapping, choices_of(run))
    context = {"page": page, "form": form, "may_take_back": may_take_back(request.actor, run)}
    return render(request, "migration/import.html", context, status=422 if form.errors else 200)
