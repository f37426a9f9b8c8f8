import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <tallyfy-archive-task
      api-base="/api"
      org-id="0a1b2c3d4e5f60718293a4b5c6d7e8f9"
      [getToken]="getToken"
      (tallyfy-archived)="news.set($event.detail.task?.title + ' is archived')"
      (tallyfy-restored)="news.set($event.detail.task?.title + ' is back')"
    />
    <output>{{ news() }}</output>
  `,
})
export class App {
  readonly news = signal("");
  readonly getToken = async () => (await fetch("/session/tallyfy-token")).text();
}
