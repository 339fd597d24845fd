import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { initTRPC } from '@trpc/server';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import { answerWith } from '../processes/answering.ts';

const t = initTRPC.create();
const router = t.router({ bench: t.router({ empty: t.procedure.query(() => null) }) });

class Nothing {}
Module({})(Nothing);

const parts = {
  /** Nest on Fastify with one procedure that does nothing; gives the address. */
  async listen(): Promise<string> {
    const nest = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter() as never, {
      logger: false,
    });
    const fastify = nest.getHttpAdapter().getInstance();
    await fastify.register(fastifyTRPCPlugin as never, { prefix: '/trpc', trpcOptions: { router } } as never);
    await nest.listen(0, '127.0.0.1');
    const { port } = (nest.getHttpServer() as Server).address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  },
};
export type BareTrpcParts = typeof parts;

answerWith(parts);
